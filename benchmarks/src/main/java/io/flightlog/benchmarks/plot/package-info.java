/**
 * Pictures of what {@code EndToEnd} has written as JSON, from nothing but that: it can be drawn
 * again from a file of long ago.
 */
@NullMarked
package io.flightlog.benchmarks.plot;

import org.jspecify.annotations.NullMarked;
