package io.flightlog.log4j2;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.logging.log4j.core.config.plugins.PluginVisitorStrategy;

/**
 * Marks the parameter of a plugin factory that gets all attributes of its element, by name, with
 * variables filled in: a {@code Map<String, String>}. Which names there are is known to the options
 * themselves, so that none has to be declared here again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@PluginVisitorStrategy(OptionAttributesVisitor.class)
public @interface OptionAttributes {}
