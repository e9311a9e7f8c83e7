package io.flightlog.faults;

import io.flightlog.LogPipeline;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a child JVM: an application that logs, and prints what its pipeline promises.
 * Arguments are {@code name=value}: options of the pipeline, and its own, which begin with {@code
 * app.}. Lines: {@code instance <id>}; {@code written <sequence>}, each time that has advanced;
 * {@code claimed <sequence> <millis>}; {@code warn <text>}; {@code logged <events>} when it has
 * logged all; {@code closed <figures>}.
 */
final class Application {
  /** Messages are pieces of this. */
  static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(300);

  private final Map<String, String> own = new TreeMap<>();
  private final LogPipeline<String> pipeline;
  private final SplittableRandom random;
  private final long events;

  private Application(String... arguments) {
    Map<String, String> options = new TreeMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = argument.substring(0, equals);
      (name.startsWith("app.") ? own : options).put(name, argument.substring(equals + 1));
    }
    random = new SplittableRandom(number("app.seed", 0));
    events = number("app.events", Long.MAX_VALUE);
    PipelineConfig config = PipelineConfig.from(OptionValues.of(options));
    pipeline = LogPipeline.start("child", config, Application::encode, new Spoken());
  }

  public static void main(String... arguments) throws InterruptedException {
    Application application = new Application(arguments);
    application.say("instance " + application.pipeline.stats().instanceId());
    if (application.own.containsKey("app.warm")) {
      application.awaitFirstDelivery();
    }
    application.watch();
    if (application.own.containsKey("app.closeInHook")) {
      Runtime.getRuntime().addShutdownHook(new Thread(application::close));
    }
    application.log();
    if (application.own.containsKey("app.stay")) {
      new CountDownLatch(1).await();
    }
    if (!application.own.containsKey("app.closeInHook")) {
      application.close();
    }
  }

  private void close() {
    pipeline.close();
    say("closed " + Figures.text(pipeline.stats()));
  }

  private void log() {
    long rate = number("app.rate", 0);
    long start = System.nanoTime();
    for (long i = 0; i < events; i++) {
      pipeline.append(severity(i), message(random, i));
      if (rate == 0) {
        breathe();
      } else {
        LockSupport.parkNanos(start + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime());
      }
    }
    if (own.containsKey("app.awaitWritten")) {
      awaitWritten();
    }
    say("logged " + events);
  }

  /** Whoever breaks the disk has the server take what cannot be written. */
  private void awaitWritten() {
    await(300, () -> pipeline.stats().writtenSequence() >= events);
  }

  private void awaitFirstDelivery() {
    await(3, () -> pipeline.stats().delivered() > 0);
  }

  /** Not for ever: the server may take nothing, nor may the disk. */
  private static void await(int seconds, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Bursts of a random length at full speed, and pauses between. */
  private void breathe() {
    if (random.nextInt(200) == 0) {
      LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(50)));
    }
  }

  private static Severity severity(long event) {
    return switch ((int) (event % 4)) {
      case 0 -> Severity.DEBUG;
      case 1 -> Severity.WARN;
      case 2 -> Severity.ERROR;
      default -> Severity.INFO;
    };
  }

  /** Mostly short, seldom as long as an event may be. */
  static String message(SplittableRandom random, long event) {
    int bound = random.nextInt(500) == 0 ? 12_000 : random.nextInt(20) == 0 ? 2000 : 100;
    return event + " " + TEXT.substring(0, random.nextInt(bound));
  }

  private void watch() {
    Thread watcher = new Thread(this::tellProgress, "promises");
    watcher.setDaemon(true);
    watcher.start();
  }

  private void tellProgress() {
    long written = -1;
    long claimed = -1;
    while (true) {
      PipelineStats now = pipeline.stats();
      if (now.writtenSequence() != written) {
        written = now.writtenSequence();
        say("written " + written);
      }
      if (now.claimedSequence() != claimed) {
        claimed = now.claimedSequence();
        say("claimed " + claimed + " " + System.currentTimeMillis());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private long number(String name, long otherwise) {
    return own.containsKey(name) ? Long.parseLong(own.get(name)) : otherwise;
  }

  private void say(String line) {
    System.out.println(line);
  }

  static void encode(String message, EcsWriter out) {
    Instant now = Instant.now();
    out.timestamp(now.getEpochSecond(), now.getNano());
    out.level("INFO");
    out.logger("app.Billing");
    out.thread("main");
    out.message(message);
  }

  private static final class Spoken implements Diagnostics {
    @Override
    public void info(String message) {
      System.out.println("info " + message);
    }

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      System.out.println("warn " + message + (cause == null ? "" : ": " + cause));
    }

    @Override
    public void error(String message, @Nullable Throwable cause) {
      System.out.println("error " + message);
      if (cause != null) {
        cause.printStackTrace(System.out);
      }
    }
  }
}
