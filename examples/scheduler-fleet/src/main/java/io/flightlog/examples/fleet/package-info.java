/**
 * The demo: several scheduler processes share one database and one Elasticsearch.
 *
 * <p>{@link io.flightlog.examples.fleet.SchedulerInstance} is the application, one JVM each, and
 * all that an application needs to copy: its {@code logback.xml} or {@code log4j2.xml}, the one
 * line that registers the adapter, {@link io.flightlog.examples.fleet.Job} (user and trace in a
 * task's data). {@link io.flightlog.examples.fleet.FleetDemo} is the controlling JVM, which starts
 * everything, stops everything, and then asks Elasticsearch what happened.
 */
@NullMarked
package io.flightlog.examples.fleet;

import org.jspecify.annotations.NullMarked;
