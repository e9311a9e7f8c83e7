/**
 * Runs of Spring's scheduling, and the context of {@code @Async}: {@link
 * io.flightlog.task.spring.FlightlogTasks} is all that an application names. Needs {@code
 * spring-context} 6.2, with Spring Boot or without.
 */
@NullMarked
package io.flightlog.task.spring;

import org.jspecify.annotations.NullMarked;
