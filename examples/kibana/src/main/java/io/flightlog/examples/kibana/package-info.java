/**
 * From an application's own pages into Kibana: {@link io.flightlog.examples.kibana.DiscoverLink}.
 */
@NullMarked
package io.flightlog.examples.kibana;

import org.jspecify.annotations.NullMarked;
