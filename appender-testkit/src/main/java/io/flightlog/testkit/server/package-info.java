/**
 * How a distribution zip becomes a running server: find the zip and a JDK that its version takes,
 * unpack it once for all builds, give each instance a directory of its own, and run it under a
 * guard that outlives its parent just long enough to clean up. Mechanism of {@code
 * RealElasticsearch}; only {@link io.flightlog.testkit.server.Jdks} and {@link
 * io.flightlog.testkit.server.LoopbackPorts} are of use elsewhere. Linux only: {@code setsid},
 * {@code setpriv} (as root) and {@code sh} must be there.
 */
@NullMarked
package io.flightlog.testkit.server;

import org.jspecify.annotations.NullMarked;
