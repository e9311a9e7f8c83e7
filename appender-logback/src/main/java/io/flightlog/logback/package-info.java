/**
 * The Logback front-end: an appender that hands each event, encoded in the caller's thread, to a
 * pipeline of {@code appender-core}. The {@code …Options} classes are only the shapes that
 * Logback's configurator (Joran) fills from nested elements; they keep the user's words, and every
 * check stays in {@code io.flightlog.config}. No thread, queue or buffer lives here.
 */
@NullMarked
package io.flightlog.logback;

import org.jspecify.annotations.NullMarked;
