/**
 * Mission Control: a web page that searches what schedulers logged with Flightlog. {@link
 * io.flightlog.mission.MissionControl} starts it; {@code API.md} is its HTTP interface.
 */
@NullMarked
package io.flightlog.mission;

import org.jspecify.annotations.NullMarked;
