/**
 * What an event costs from the logging call to the receiver, for us and for others, in one run.
 *
 * <pre>
 *  EndToEnd ─► Trial ─► Child (SubjectProgram)  ── events ──►  Child (ReceiverProgram)
 *     │                   Workload, the appender                Receiver, SequenceOracle
 *     └─► Report ◄─ Figures ──► JSON ──► plot
 * </pre>
 *
 * To add an appender: a {@link io.flightlog.benchmarks.Subject} and its configuration.
 */
@NullMarked
package io.flightlog.benchmarks;

import org.jspecify.annotations.NullMarked;
