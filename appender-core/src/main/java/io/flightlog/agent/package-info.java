/**
 * Threads as steps: an {@link io.flightlog.agent.Agent} does one bounded step, an {@link
 * io.flightlog.agent.AgentThread} owns thread, idling, supervision and stop. Time is a parameter
 * everywhere. Imports no stage.
 */
@NullMarked
package io.flightlog.agent;

import org.jspecify.annotations.NullMarked;
