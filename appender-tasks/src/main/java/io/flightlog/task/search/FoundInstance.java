package io.flightlog.task.search;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote a document.
 *
 * @param id {@code agent.ephemeral_id}: one life of one process
 * @param name {@code service.node.name}
 * @param service {@code service.name}
 */
public record FoundInstance(@Nullable String id, @Nullable String name, @Nullable String service) {}
