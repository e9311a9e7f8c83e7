package io.flightlog.benchmarks;

/**
 * What a server has on its disk.
 *
 * @param documents in all indices
 * @param bytes of their segments
 */
record Stored(long documents, long bytes) {}
