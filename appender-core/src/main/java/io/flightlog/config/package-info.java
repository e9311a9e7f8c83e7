/**
 * Configuration as immutable records. Each option's name, default and check stand once, in an
 * {@link io.flightlog.config.Option} beside the record that holds its value; front-ends only hand
 * over the words that a user wrote, in {@link io.flightlog.config.OptionValues}. A wrong value is
 * refused with option, bound and value, and never repaired. Imports no stage.
 */
@NullMarked
package io.flightlog.config;

import org.jspecify.annotations.NullMarked;
