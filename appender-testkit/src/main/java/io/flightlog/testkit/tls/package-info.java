/**
 * Certificates for tests, good and bad ones, made in the process; and a server that counts what it
 * was told after the handshake.
 */
@NullMarked
package io.flightlog.testkit.tls;

import org.jspecify.annotations.NullMarked;
