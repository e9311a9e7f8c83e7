package io.flightlog.benchmarks;

import io.flightlog.testkit.SequenceOracle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The receiver's JVM. Says {@code ready} and its port; answers {@code await N QUIET} with {@code
 * arrived} when N different sequences are there, or when nothing has come for QUIET milliseconds;
 * with {@code fault KIND AFTER FOR} in milliseconds, it suffers that for a while; answers {@code
 * merge} with what a server has {@code stored} then. Times are those of {@link System#nanoTime},
 * which on Linux is the same clock in all processes, and exact to a millisecond.
 */
public final class ReceiverProgram {
  /**
   * Of the list {@code arrivals}: how many events had come by the end of each such step, the last
   * of which ends early.
   */
  static final Duration STEP = Duration.ofMillis(100);

  private static final long TICK_NANOS = Duration.ofMillis(1).toNanos();

  private ReceiverProgram() {}

  /**
   * @param arguments the {@link ReceiverKind}, and the application's file
   */
  public static void main(String[] arguments) throws InterruptedException {
    Commands commands = Commands.ofParent();
    // no reply: the trial fails, instead of counting as lost what a broken receiver did not take
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> System.out.println(thread.getName() + ": " + failure));
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Thread::new);
    try (Receiver receiver = ReceiverKind.valueOf(arguments[0]).open(Path.of(arguments[1]))) {
      new Reply("ready", Map.of("port", (long) receiver.port())).print();
      for (String line; (line = commands.next()) != null; ) {
        String[] command = line.split(" ", -1);
        if (command[0].equals("fault")) {
          schedule(timer, receiver, command);
        } else if (command[0].equals("merge")) {
          merged(receiver).print();
        } else {
          await(receiver, Long.parseLong(command[1]), Long.parseLong(command[2])).print();
        }
      }
    } finally {
      timer.shutdownNow();
    }
  }

  private static void schedule(
      ScheduledExecutorService timer, Receiver receiver, String... command) {
    long after = Long.parseLong(command[2]);
    long until = after + Long.parseLong(command[3]);
    Fault fault = Fault.valueOf(command[1]);
    at(timer, after, () -> receiver.suffer(fault));
    at(timer, until, receiver::recover);
  }

  /** What fails is said, so that the trial fails. */
  private static void at(ScheduledExecutorService timer, long millis, Runnable step) {
    var unused =
        timer.schedule(
            () -> {
              try {
                step.run();
              } catch (RuntimeException e) {
                System.out.println(e);
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  private static Reply await(Receiver receiver, long wanted, long quietMillis) {
    List<Long> arrivals = new ArrayList<>();
    long quiet = TimeUnit.MILLISECONDS.toNanos(quietMillis);
    long cpuNanos = receiver.cpuNanos();
    long cpuNanosAtLast = cpuNanos;
    long begin = System.nanoTime();
    long counted = receiver.events();
    long events = exact(receiver, counted, wanted);
    long last = begin;
    while (events < wanted && System.nanoTime() - last < quiet) {
      LockSupport.parkNanos(TICK_NANOS);
      long count = receiver.events();
      if (count > counted) {
        counted = count;
        cpuNanosAtLast = receiver.cpuNanos(); // without that of the search for them
      }
      long now = exact(receiver, count, wanted);
      long time = System.nanoTime();
      while (time - begin >= (arrivals.size() + 1) * STEP.toNanos()) {
        arrivals.add(now);
      }
      if (now > events) {
        last = time;
        events = now;
      }
    }
    arrivals.add(events);
    SequenceOracle sequences = receiver.sequences();
    long repeats = sequences.reports().stream().mapToLong(SequenceOracle.Report::repeats).sum();
    return new Reply(
        "arrived",
        Map.of(
            "events",
            sequences.events(),
            "repeats",
            repeats,
            "unknown",
            receiver.unknown(),
            "wireBytes",
            receiver.wireBytes(),
            "serverCpuNanos",
            cpuNanosAtLast - cpuNanos,
            "lastNanos",
            last),
        Map.of("arrivals", List.copyOf(arrivals)));
  }

  /** Exact once they may be all. */
  private static long exact(Receiver receiver, long counted, long wanted) {
    return counted < wanted ? counted : receiver.sequences().events();
  }

  private static Reply merged(Receiver receiver) {
    long cpuNanos = receiver.cpuNanos();
    Stored stored = receiver.merged();
    return new Reply(
        "stored",
        Map.of(
            "documents",
            stored.documents(),
            "bytes",
            stored.bytes(),
            "serverCpuNanos",
            receiver.cpuNanos() - cpuNanos));
  }
}
