/**
 * Tasks of a program that logs through Log4j2: {@link
 * io.flightlog.examples.quickstart.NightlyImport}.
 */
@NullMarked
package io.flightlog.examples.quickstart;

import org.jspecify.annotations.NullMarked;
