/**
 * The ring between callers and the drain agent: claim and poll rules around LMAX Disruptor's {@code
 * RingBuffer} and {@code EventPoller}, and the policy of what to do when it is full. Slots hold
 * bytes only; no application object is reachable from them. The one package that knows Disruptor.
 */
@NullMarked
package io.flightlog.ring;

import org.jspecify.annotations.NullMarked;
