/**
 * What the steps of an event cost, in JMH: the call ({@link
 * io.flightlog.benchmarks.jmh.AppendBenchmark}, with the others beside it), its encoding, the ring,
 * the spool. {@link io.flightlog.benchmarks.jmh.JmhProgram} runs them, allocation included.
 */
@NullMarked
package io.flightlog.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
