package io.flightlog.tls;

import io.flightlog.agent.NanoClock;
import io.flightlog.config.TlsConfig;
import io.flightlog.metrics.Diagnostics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of one client, as its files have it: looks at them when a connection may be needed, at
 * most once a second. What cannot be used leaves the last good state in force, and is said once, at
 * the second look, because files that belong together are seldom replaced in one instant; while
 * there has been no good state, there is no TLS. {@link #refresh} is for one thread, which may
 * block; {@link #current} and {@link #explain} for any.
 */
public final class TlsSource {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TlsConfig config;
  private final Map<String, Path> files;
  private final Diagnostics diagnostics;
  private final NanoClock clock;
  private volatile @Nullable TlsContext current;
  private @Nullable TlsFiles seen;
  private @Nullable MaterialException faultOfSeen;
  private @Nullable MaterialException trouble;
  private boolean troubleIsSaid;
  private long lookedAt;

  /** Reads nothing yet; warns when host names are not to be verified. */
  public TlsSource(TlsConfig config, Diagnostics diagnostics, NanoClock clock) {
    this.config = config;
    this.files = TlsFiles.of(config);
    this.diagnostics = diagnostics;
    this.clock = clock;
    this.lookedAt = clock.nanoTime() - LOOK_NANOS;
    if (!config.verifyHostname()) {
      diagnostics.warn(
          "tls.verifyHostname is accept-any-name: whoever has a certificate for any host, signed by"
              + " a trusted authority, can pose as Elasticsearch and read all events and"
              + " credentials",
          null);
    }
  }

  /**
   * Looks at the files when it is time.
   *
   * @return whether there is a new state, and connections made under the former are to be closed
   * @throws TlsException while there has been no good state
   */
  public boolean refresh() throws TlsException {
    long now = clock.nanoTime();
    boolean changed = false;
    if (now - lookedAt >= LOOK_NANOS && !(files.isEmpty() && current != null)) {
      lookedAt = now;
      changed = look();
    }
    MaterialException reason = trouble;
    if (current == null && reason != null) {
      throw TlsException.ofFiles(reason);
    }
    return changed;
  }

  /** Null until the first {@link #refresh} that found what it needs. */
  public @Nullable TlsContext current() {
    return current;
  }

  /** The failure of an exchange in words, if TLS was its reason, else as it is. */
  public Exception explain(Exception failure) {
    TlsContext context = current;
    return context == null ? failure : TlsFailures.explain(failure, context.client());
  }

  private boolean look() {
    TlsContext before = current;
    MaterialException found;
    try {
      TlsFiles now = TlsFiles.read(files);
      if (!now.sameAs(seen)) {
        seen = now;
        faultOfSeen = use(now);
      }
      found = faultOfSeen;
    } catch (MaterialException unreadable) {
      found = unreadable;
    }
    note(found);
    boolean changed = before != null && current != before;
    if (changed) {
      diagnostics.info("the files of tls have changed: new connections use what they hold now");
    }
    return changed;
  }

  private @Nullable MaterialException use(TlsFiles now) {
    try {
      current = TlsContext.of(config, now);
      return null;
    } catch (MaterialException unusable) {
      return unusable;
    }
  }

  private void note(@Nullable MaterialException found) {
    MaterialException known = trouble;
    if (found == null || known == null || !Objects.equals(known.getMessage(), found.getMessage())) {
      trouble = found;
      troubleIsSaid = false;
    } else if (!troubleIsSaid && current != null) {
      troubleIsSaid = true;
      diagnostics.warn(
          "the files of tls have changed and cannot be used, so what they held before stays in"
              + " force: "
              + found.getMessage(),
          null);
    }
  }
}
