/**
 * The first stage: turns one event of a logging framework into the bytes of its document, in the
 * caller's thread. A front-end implements {@link io.flightlog.encode.EventEncoder} and calls the
 * named methods of {@link io.flightlog.encode.EcsWriter}; {@link io.flightlog.encode.EcsFormat}
 * holds what was decided once per pipeline; {@link io.flightlog.encode.WriterPool} lends the
 * writers. Whatever the data, the bytes are the members of one valid JSON object, on one line,
 * within {@code maxEventBytes}, no name twice. Knows no other stage.
 */
@NullMarked
package io.flightlog.encode;

import org.jspecify.annotations.NullMarked;
