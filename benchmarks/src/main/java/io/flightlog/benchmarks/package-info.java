/**
 * What an event costs from the logging call to the receiver, for us and for others, in one run.
 *
 * <pre>
 *  EndToEnd ─► Trial ─► Child (SubjectProgram)  ── events ──►  Child (ReceiverProgram)
 *     │                   Workload, logback.xml                 Receiver, SequenceOracle
 *     └─► Report ◄─ Figures
 * </pre>
 *
 * To add an appender: a {@link io.flightlog.benchmarks.Subject} and its {@code logback.xml}.
 */
@NullMarked
package io.flightlog.benchmarks;

import org.jspecify.annotations.NullMarked;
