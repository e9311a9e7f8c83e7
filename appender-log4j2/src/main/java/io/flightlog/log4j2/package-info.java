/**
 * The Log4j2 front-end: the plugin {@code <Elasticsearch>}, an appender that hands each event,
 * encoded in the thread that calls it, to a pipeline of {@code appender-core}. Attributes and
 * nested elements are taken as they are written, by {@link io.flightlog.log4j2.OptionAttributes}
 * and {@link io.flightlog.log4j2.OptionElement}; every name, default and check stays in {@code
 * io.flightlog.config}. A pipeline outlives a reconfiguration through the core's registry, which
 * counts its holders: Log4j2 starts the new appender before it stops the old one. No thread, queue
 * or buffer lives here.
 */
@NullMarked
package io.flightlog.log4j2;

import org.jspecify.annotations.NullMarked;
