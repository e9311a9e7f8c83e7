/**
 * Runs of Spring Batch jobs: {@link io.flightlog.task.springbatch.FlightlogBatch} is all that an
 * application names. Needs {@code spring-batch-core} 5.2.
 */
@NullMarked
package io.flightlog.task.springbatch;

import org.jspecify.annotations.NullMarked;
