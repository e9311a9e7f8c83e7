package io.flightlog.testkit;

import io.flightlog.testkit.server.Distribution;
import io.flightlog.testkit.server.DistributionCache;
import io.flightlog.testkit.server.HealthCheck;
import io.flightlog.testkit.server.InstanceDirectory;
import io.flightlog.testkit.server.Jdks;
import io.flightlog.testkit.server.LoopbackPorts;
import io.flightlog.testkit.server.ServerGuard;
import io.flightlog.testkit.server.ServerTls;
import io.flightlog.testkit.server.ServerUser;
import io.flightlog.testkit.server.Signals;
import io.flightlog.testkit.server.Superuser;
import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A real server, run from a distribution zip as a process of this machine: no Docker. On a free
 * loopback port that it keeps over restarts, with data that live until {@link #close}; also when
 * run as root; gone with its parent however that ends, and with it everything it wrote. Works with
 * Elasticsearch 7.17 to 9.x and OpenSearch 2 and 3. One thread at a time may call the methods that
 * change it.
 */
public final class RealElasticsearch implements ElasticsearchServer {

  private static final int LOG_LINES_SHOWN = 40;
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);
  private static final Duration TIME_TO_RELOAD = Duration.ofMinutes(2);

  private final Distribution distribution;
  private final Map<String, String> settings;
  private final Duration timeToStart;
  private final InstanceDirectory directory;
  private final ServerGuard guard;
  private final @Nullable ServerTls tls;
  private volatile int port;
  private boolean closed;

  RealElasticsearch(RealElasticsearchBuilder options) {
    distribution = options.distribution();
    Superuser superuser = options.superuser();
    settings = new TreeMap<>(distribution.demandedSettings(superuser));
    tls = options.tls();
    if (tls != null) {
      settings.putAll(tls.settings());
    }
    settings.putAll(options.settings());
    timeToStart = options.timeToStart();
    port = options.port();
    ServerUser user = ServerUser.current();
    Jdks jdks = Jdks.ofThisMachine();
    Path jdk =
        jdks.first(distribution.minJdk(), distribution.maxJdk(), user::canEnter)
            .orElseThrow(() -> new ServerStartException(noJdk(distribution, jdks), null));
    DistributionCache cache = DistributionCache.ofThisUser();
    Path home =
        superuser == null
            ? cache.unpacked(distribution)
            : cache.unpackedForSecurity(distribution, jdk);
    directory = InstanceDirectory.in(options.temporaryDirectory(), distribution, user);
    try {
      guard = ServerGuard.over(directory.root(), directory.command(home, jdk));
      try {
        directory.create(home, options.jvmOptions(), superuser);
        if (tls != null) {
          directory.put(tls.files());
        }
      } catch (IOException | RuntimeException e) {
        guard.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ServerStartException("cannot prepare " + directory.root() + ": " + e, e);
    }
  }

  public static RealElasticsearchBuilder builder() {
    return new RealElasticsearchBuilder();
  }

  /**
   * A port to hand to {@link RealElasticsearchBuilder#port} and to clients before the server is up.
   */
  public static int freePort() {
    return LoopbackPorts.free();
  }

  /** Runs one server as a program of its own; {@code --help} says how. */
  public static void main(String[] args) {
    System.exit(new RealElasticsearchProgram(System.in, System.out, System.err).run(args));
  }

  /**
   * Starts the server and waits until it answers; on its former port if it ran before.
   *
   * @throws ServerStartException with the tail of the server's log, if it ends or is too slow
   */
  public RealElasticsearch start() {
    if (closed || directory.processGroup().isPresent()) {
      throw new IllegalStateException(closed ? "closed" : "already started");
    }
    try {
      Map<String, String> all = new TreeMap<>(settings);
      all.put("http.port", port == 0 ? LoopbackPorts.anyFree() : Integer.toString(port));
      directory.configure(all);
      guard.startServer();
    } catch (IOException e) {
      throw new ServerStartException("cannot start the server: " + e, e);
    }
    long deadline = System.nanoTime() + timeToStart.toNanos();
    await(deadline, () -> directory.boundPort().isPresent());
    port = directory.boundPort().orElseThrow();
    await(deadline, () -> HealthCheck.answers(url(), tls));
    return this;
  }

  /** Known once the server has started, or if a port was given. */
  @Override
  public URI url() {
    if (port == 0) {
      throw new IllegalStateException("not started, and no port was given: no URL yet");
    }
    return URI.create((tls == null ? "http" : "https") + "://127.0.0.1:" + port);
  }

  @Override
  public String version() {
    return distribution.version();
  }

  /** A look at it that sends no credentials. */
  public ServerProbe probe() {
    return tls == null ? new ServerProbe(url()) : new ServerProbe(url(), tls.clientContext());
  }

  /** Whom a server with HTTPS trusts, and who signed its first certificate. */
  public CertificateAuthority authority() {
    return withTls().authority();
  }

  /** Returns once a server with HTTPS shows another certificate. */
  public void show(Issued identity) {
    try {
      directory.put(ServerTls.files(identity));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Eventually.await(
        "it shows " + identity.certificate().getSubjectX500Principal(),
        TIME_TO_RELOAD,
        () -> withTls().isShown(identity.certificate(), port));
  }

  private ServerTls withTls() {
    if (tls == null) {
      throw new IllegalStateException("a server without HTTPS");
    }
    return tls;
  }

  /** {@code elasticsearch} or {@code opensearch}. */
  public String product() {
    return distribution.product();
  }

  /** The process of the server itself, not of its launcher. */
  public long pid() {
    return directory.serverPid().orElseThrow(() -> new IllegalStateException("not running"));
  }

  /** Asks the server to end, and waits for that; its data stay for the next {@link #start}. */
  public void stop() {
    OptionalLong group = directory.processGroup();
    if (group.isPresent()) {
      Signals.send("TERM", group.getAsLong());
      Signals.send("CONT", -group.getAsLong());
      awaitEnd(group.getAsLong());
    }
  }

  /** Ends the server as {@code kill -9} does, and waits until it is gone; the data stay. */
  public void kill() {
    long group =
        directory.processGroup().orElseThrow(() -> new IllegalStateException("not running"));
    Signals.send("KILL", pid());
    awaitEnd(group);
  }

  /** {@link #stop}, if it runs, and {@link #start} on the same port and data. */
  public void restart() {
    stop();
    start();
  }

  /** Makes it hang: connections are still accepted, by the kernel, but no byte ever comes back. */
  public void suspend() {
    long pid = pid();
    Signals.send("STOP", pid);
    Eventually.await("the server has stopped", Duration.ofMinutes(1), () -> Signals.isStopped(pid));
  }

  /** Ends {@link #suspend}. */
  public void resume() {
    Signals.send("CONT", pid());
  }

  /** The last lines that the server printed, for messages. */
  public String tailOfLog() {
    return directory.tailOfLog(LOG_LINES_SHOWN);
  }

  /** True while the server's process is there, whether it answers or not. */
  public boolean running() {
    return directory.processGroup().isPresent();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      guard.close();
    }
  }

  private void await(long deadline, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      OptionalLong exit = directory.exitStatus();
      if (exit.isPresent()) {
        throw startFailed("ended with status " + exit.getAsLong());
      }
      if (!guard.alive()) {
        throw startFailed("has lost its guard, which somebody killed");
      }
      if (System.nanoTime() - deadline > 0) {
        throw startFailed("did not answer within " + timeToStart.toSeconds() + " s");
      }
      pause();
    }
  }

  private ServerStartException startFailed(String how) {
    return new ServerStartException(
        distribution.zip().getFileName() + " " + how + ". Its log ends with:\n" + tailOfLog(),
        null);
  }

  private void awaitEnd(long group) {
    long deadline = System.nanoTime() + TIME_TO_STOP.toNanos();
    while (directory.exitStatus().isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        Signals.send("KILL", -group);
        deadline = Long.MAX_VALUE;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the server", e);
    }
  }

  private static String noJdk(Distribution distribution, Jdks jdks) {
    String bound =
        distribution.maxJdk() == Integer.MAX_VALUE
            ? distribution.minJdk() + " or newer"
            : distribution.minJdk() + " to " + distribution.maxJdk();
    return distribution.product()
        + " "
        + distribution.version()
        + " needs a JDK "
        + bound
        + " that the server's uid can read; found "
        + jdks;
  }
}
