/**
 * A Spring Boot application whose scheduled methods and batch job are runs of tasks in
 * Elasticsearch. What makes it so is in {@link io.flightlog.examples.boot.BillingApplication}, one
 * line, and in {@code logback-spring.xml}; {@link io.flightlog.examples.boot.RecorderMetrics} and
 * {@link io.flightlog.examples.boot.RecorderHealth} show the recorder in the actuator.
 */
@NullMarked
package io.flightlog.examples.boot;

import org.jspecify.annotations.NullMarked;
