package io.flightlog.mission;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request means this server: a page of anybody's whose name has come to stand for the
 * loopback address (DNS rebinding) sends its own name as {@code Host}. Only where the server is
 * bound to loopback, because elsewhere its names are not known.
 *
 * @param bind the address that is listened on
 */
record HostCheck(InetAddress bind) {
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)])(:\\d{1,5})?",
          Pattern.CASE_INSENSITIVE);

  boolean allows(@Nullable String host) {
    return !bind.isLoopbackAddress() || (host != null && LOOPBACK.matcher(host).matches());
  }
}
