package io.flightlog.examples.fleet;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for. A wrong value is refused with argument, bound and value; {@code
 * demo.sh} says the same words before it builds anything.
 *
 * @param instances schedulers at a time, at least two: one of them is killed
 * @param seconds that tasks are handed in and run
 * @param frontEnd that the schedulers log through
 * @param outage whether Elasticsearch is killed too, for {@link Incidents#OUTAGE}
 * @param keep whether Mission Control is opened, and all stays up until Ctrl-C
 * @param elasticsearch the server to use, or null to start one
 */
record DemoOptions(
    int instances,
    int seconds,
    FrontEnd frontEnd,
    boolean outage,
    boolean keep,
    @Nullable URI elasticsearch) {
  static final int MIN_INSTANCES = 2;
  static final int MAX_INSTANCES = 16;
  static final int MIN_SECONDS = 10;
  static final int MIN_SECONDS_WITH_OUTAGE = 40;
  static final int MAX_SECONDS = 600;
  static final int DEFAULT_SECONDS = 30;
  static final int DEFAULT_SECONDS_WITH_OUTAGE = 45;

  DemoOptions {
    check("--instances", MIN_INSTANCES, MAX_INSTANCES, instances, "");
    if (outage) {
      check("--seconds", MIN_SECONDS_WITH_OUTAGE, MAX_SECONDS, seconds, " with --outage");
    } else {
      check("--seconds", MIN_SECONDS, MAX_SECONDS, seconds, "");
    }
    if (outage && elasticsearch != null) {
      throw new IllegalArgumentException(
          "--outage kills Elasticsearch, so it starts its own: not together with --elasticsearch");
    }
  }

  static int defaultSeconds(boolean outage) {
    return outage ? DEFAULT_SECONDS_WITH_OUTAGE : DEFAULT_SECONDS;
  }

  /** Throws {@link IllegalArgumentException} for what is no http or https URL of a host. */
  static URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "--elasticsearch must be a URL such as http://localhost:9200, was '" + text + "'");
  }

  private static void check(String name, int min, int max, int value, String condition) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name
              + " must be a number from "
              + min
              + " to "
              + max
              + condition
              + ", was '"
              + value
              + "'");
    }
  }
}
