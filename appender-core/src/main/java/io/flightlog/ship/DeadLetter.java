package io.flightlog.ship;

import java.time.Instant;

/**
 * An event that Elasticsearch refused for good.
 *
 * @param sequence of the event in its pipeline
 * @param refusedAt when its last refusal came in
 * @param status of the refusal, of the item or of the whole request
 * @param errorType the server's, empty when it named none
 * @param reason the server's, cut, without the values it quoted
 * @param document the JSON that was refused, as it was sent last: mostly stripped, with what was
 *     refused first in {@code flightlog.original}; holds event data
 */
public record DeadLetter(
    long sequence,
    Instant refusedAt,
    int status,
    String errorType,
    String reason,
    String document) {}
