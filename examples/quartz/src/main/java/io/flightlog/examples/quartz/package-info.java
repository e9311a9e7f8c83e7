/**
 * A Quartz cluster: {@link io.flightlog.examples.quartz.FrontDesk} has the database and hands jobs
 * in, each {@link io.flightlog.examples.quartz.Worker} is an instance that runs them.
 */
@NullMarked
package io.flightlog.examples.quartz;

import org.jspecify.annotations.NullMarked;
