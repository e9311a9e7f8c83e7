/**
 * From sealed batch to settled event. The ship agent ({@link io.flightlog.ship.Shipper}) owns all
 * state here; {@link io.flightlog.ship.BulkClient} is the seam to the network, whose callbacks only
 * leave an outcome to be picked up. What an answer means ({@code Verdict}), when to send ({@code
 * SendGate}, {@code RetryBackoff}) and where to ({@code NodeRotation}) are plain classes without
 * threads, clocks or I/O. Elasticsearch's client appears in this package only.
 */
@NullMarked
package io.flightlog.ship;

import org.jspecify.annotations.NullMarked;
