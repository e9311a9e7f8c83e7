/**
 * From ring to request body. A {@link io.flightlog.batch.Batch} is the unit of everything behind
 * the ring: one contiguous NDJSON {@code _bulk} body, one request, one acknowledgement. Its
 * ownership moves by call: {@code BatchPool → Batcher → BatchHandoff → ship stage → BatchPool}.
 */
@NullMarked
package io.flightlog.batch;

import org.jspecify.annotations.NullMarked;
