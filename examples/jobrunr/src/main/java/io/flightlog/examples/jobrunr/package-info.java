/**
 * JobRunr: {@link io.flightlog.examples.jobrunr.FrontDesk} hands jobs in, {@link
 * io.flightlog.examples.jobrunr.MailRoom} runs them in a process of its own; they share a database
 * and nothing else.
 */
@NullMarked
package io.flightlog.examples.jobrunr;

import org.jspecify.annotations.NullMarked;
