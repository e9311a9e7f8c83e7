/**
 * Tasks without a framework: {@link io.flightlog.examples.plainjava.Housekeeping} schedules them in
 * its own process, {@link io.flightlog.examples.plainjava.NightlyExport} is one that cron or
 * Kubernetes starts.
 */
@NullMarked
package io.flightlog.examples.plainjava;

import org.jspecify.annotations.NullMarked;
