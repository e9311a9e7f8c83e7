package io.flightlog.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a whole JUnit test class once for each server distribution in the directory that the system
 * property {@value EachServerInvocations#DIRECTORY_PROPERTY} names, oldest first: one server at a
 * time, started for the class and shared by its tests, which take it as {@link RealElasticsearch},
 * {@link ElasticsearchServer} or {@link ServerProbe}. Where no JDK of this machine runs a server,
 * its tests are skipped with the reason.
 */
@Documented
@ClassTemplate
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EachServerInvocations.class)
public @interface EachServer {

  /** The password of {@link #superuser}. */
  String PASSWORD = "only-on-loopback";

  /** Major versions of Elasticsearch, when a test is not for all servers. */
  int[] majors() default {};

  /** Lines {@code name=value} of the servers' configuration file. */
  String[] settings() default {};

  /**
   * Switches security on, for {@link #majors} 8 and 9: who may do everything, and as whom the
   * {@link ServerProbe} asks.
   */
  String superuser() default "";

  /** HTTPS, with {@link #superuser}; see {@link RealElasticsearchBuilder#https}. */
  boolean https() default false;
}
