/** placeholder */
@NullMarked
package io.flightlog.spool;

import org.jspecify.annotations.NullMarked;
