/**
 * A flight recorder's pipeline: from a log event in its caller's thread to an acknowledged document
 * in Elasticsearch.
 *
 * <pre>
 *  caller threads              drain agent                  ship agent (+ the client's I/O thread)
 *  ──────────────              ───────────                  ──────────────────────────────────────
 *  framework appender
 *    └ LogPipeline.append
 *        encode ──► ring ────► Batcher ──► BatchHandoff ──► Shipper ──► BulkClient ──► POST _bulk
 *      (EcsWriter) (Admission,  (Batch)                      │  │  ▲
 *                   EventRing)   │ ▲                         │  │  │ oldest first
 *                                │ └─────── BatchPool ◄──────┘  ▼  │
 *                                └── journal level ──────────► Spool, and its disk agent
 * </pre>
 *
 * Event data moves left to right, and to the disk and back; imports run against the arrow: {@code
 * tool → root → ship → spool → batch → ring → encode}, with {@code config}, {@code metrics}, {@code
 * agent} and {@code mask} as leaves that import no stage, and {@code tls} for {@code ship} alone.
 *
 * <table>
 * <caption>Threads</caption>
 * <tr><th>thread</th><th>owns</th></tr>
 * <tr><td>callers</td><td>a pooled writer during an append; a ring slot between claim and publish</td></tr>
 * <tr><td>{@code flightlog-drain}</td><td>the open batch; at the journal level its file's end</td></tr>
 * <tr><td>{@code flightlog-ship}</td><td>sealed batches, what waits on the disk, gate, back-off, node rotation, the watermark</td></tr>
 * <tr><td>{@code flightlog-disk}</td><td>the spool's directory and lock: makes, forces, reads and removes files; may block</td></tr>
 * <tr><td>the client's I/O threads</td><td>connections; hand answers to the ship agent</td></tr>
 * <tr><td>lifecycle threads</td><td>start and close, through the registry's lock</td></tr>
 * <tr><td>{@code flightlog-linger}</td><td>the wait between two configurations, then a close</td></tr>
 * </table>
 *
 * {@link io.flightlog.LogPipeline} is the only class that knows every stage; front-ends get theirs
 * from the {@link io.flightlog.PipelineRegistry}, applications reach all through {@link
 * io.flightlog.Flightlog}.
 */
@NullMarked
package io.flightlog;

import org.jspecify.annotations.NullMarked;
