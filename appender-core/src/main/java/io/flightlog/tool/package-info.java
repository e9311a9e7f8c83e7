/**
 * The command line: looks into a spool, checks, exports and sends what is in it, without the
 * application. {@link io.flightlog.tool.FlightlogTool} is the main class. Knows everything, and
 * nothing knows it. All commands but {@code replay} get by with this library's jar alone, so no
 * class that they touch may need another one.
 */
@NullMarked
package io.flightlog.tool;

import org.jspecify.annotations.NullMarked;
