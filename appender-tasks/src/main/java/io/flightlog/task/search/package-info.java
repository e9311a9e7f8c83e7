/**
 * Questions to the index about runs of tasks, on Elasticsearch's own Java client, which this
 * package alone knows: {@link io.flightlog.task.search.TaskSearch} is where to begin.
 */
@NullMarked
package io.flightlog.task.search;

import org.jspecify.annotations.NullMarked;
