/**
 * A fleet of recorders before one cluster, in virtual time: how it behaves when the cluster
 * restarts, is slow, or refuses.
 *
 * <pre>
 *  FleetProgram ─► FleetSimulation ─► Instance (Batcher, Shipper: the library's own)
 *     │                │                  │ ModelBulkClient
 *     │             VirtualTime           ▼
 *     └─► FleetCharts  └─► Timeline ◄── ModelCluster ─► ModelNode
 * </pre>
 *
 * Drain and ship agent, and so all that decides when a request leaves, are those that run in an
 * application; only the events, the network and Elasticsearch are modelled. One thread, no clock
 * but the virtual one, and one seed: the same scenario always gives the same figures. What a
 * request costs the modelled cluster is measured on a real one by {@link
 * io.flightlog.benchmarks.fleet.BulkCost}.
 */
@NullMarked
package io.flightlog.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
