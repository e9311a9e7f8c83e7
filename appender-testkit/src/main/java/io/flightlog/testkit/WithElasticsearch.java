package io.flightlog.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets a JUnit test class take an {@link ElasticsearchServer} or a {@link ServerProbe} as a
 * parameter of its constructor or methods. All classes of a test run share one server, started when
 * the first asks; so each test uses an index of its own, and one that stops its server starts a
 * {@link RealElasticsearch} of its own. The system property {@code flightlog.elasticsearch} chooses
 * who runs it: {@code zip} (the default) or {@code docker}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedElasticsearch.class)
public @interface WithElasticsearch {}
