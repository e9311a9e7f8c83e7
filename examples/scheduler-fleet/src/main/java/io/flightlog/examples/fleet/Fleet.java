package io.flightlog.examples.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The scheduler instances of one run, living and dead. Started, killed and stopped by the
 * controlling thread; {@link #close} may come from a shutdown hook at any moment and leaves no
 * process behind.
 */
final class Fleet implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final Path directory;
  private final List<String> jvmArguments;
  private final String jdbcUrl;
  private final Map<String, String> environment;
  private final List<InstanceProcess> instances = new ArrayList<>();
  private boolean closed;

  /**
   * @param directory of the instances: their consoles are there
   * @param jvmArguments of each instance
   * @param environment of each instance
   */
  Fleet(
      Path directory, List<String> jvmArguments, String jdbcUrl, Map<String, String> environment) {
    this.directory = directory;
    this.jvmArguments = jvmArguments;
    this.jdbcUrl = jdbcUrl;
    this.environment = environment;
  }

  /** Starts one more, named by its number; returns before it is ready. */
  synchronized InstanceProcess start() throws IOException {
    if (closed) {
      throw new IllegalStateException("the fleet is closed");
    }
    String name = "scheduler-" + (instances.size() + 1);
    InstanceProcess instance =
        InstanceProcess.start(name, directory, jvmArguments, List.of(jdbcUrl), environment);
    instances.add(instance);
    return instance;
  }

  /**
   * Waits until all run tasks. Throws {@link InstanceFailed} when one ends or takes longer than
   * {@link #START_LIMIT}.
   */
  void awaitReady() throws InterruptedException {
    Instant deadline = Instant.now().plus(START_LIMIT);
    for (InstanceProcess instance : all()) {
      while (!instance.isReady()) {
        if (!instance.isAlive() || Instant.now().isAfter(deadline)) {
          throw new InstanceFailed(instance, "did not start");
        }
        Thread.sleep(50);
      }
    }
  }

  /** Throws {@link InstanceFailed} when an instance ended that nobody killed. */
  void checkAlive() {
    for (InstanceProcess instance : all()) {
      if (!instance.isAlive() && !instance.wasKilled()) {
        throw new InstanceFailed(instance, "ended by itself");
      }
    }
  }

  /**
   * Stops all that live, in order. Throws {@link InstanceFailed} when one does not, or dies of it.
   */
  void stop() throws InterruptedException {
    List<InstanceProcess> living = all().stream().filter(i -> !i.wasKilled()).toList();
    living.forEach(InstanceProcess::terminate);
    for (InstanceProcess instance : living) {
      if (!instance.endedInOrder(STOP_LIMIT)) {
        throw new InstanceFailed(
            instance, "did not stop in order within " + STOP_LIMIT.toSeconds() + " s");
      }
    }
  }

  long alive() {
    return all().stream().filter(InstanceProcess::isAlive).count();
  }

  /**
   * Waits, for so long at most, until the living have sent what they had written when this was
   * called.
   */
  void awaitSent(Duration limit) throws InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    for (InstanceProcess instance : all()) {
      long written = instance.safeEvents().written();
      while (instance.isAlive()
          && instance.safeEvents().sent() < written
          && Instant.now().isBefore(deadline)) {
        Thread.sleep(200);
      }
    }
  }

  /** Of all instances, living and dead, as each said last. */
  long eventsWritten() {
    return all().stream().mapToLong(instance -> instance.safeEvents().written()).sum();
  }

  synchronized List<InstanceProcess> all() {
    return List.copyOf(instances);
  }

  @Override
  public synchronized void close() {
    closed = true;
    instances.stream().filter(InstanceProcess::isAlive).forEach(InstanceProcess::kill);
    instances.forEach(InstanceProcess::awaitGone);
  }

  /** An instance is not what it should be; names it, and its console is worth showing. */
  static final class InstanceFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient InstanceProcess instance;

    InstanceFailed(InstanceProcess instance, String what) {
      super(instance.name() + " " + what);
      this.instance = instance;
    }

    Path console() {
      return instance.console();
    }
  }
}
