package io.flightlog.benchmarks;

import io.flightlog.testkit.SequenceOracle;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The receiver's JVM. Says {@code ready} and its port; answers {@code await N} with {@code arrived}
 * when N different sequences are there, or when nothing has come for a while. Times are those of
 * {@link System#nanoTime}, which on Linux is the same clock in all processes, and exact to a
 * millisecond.
 */
public final class ReceiverProgram {
  private static final long TICK_NANOS = Duration.ofMillis(1).toNanos();
  private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

  private ReceiverProgram() {}

  /**
   * @param arguments the {@link ReceiverKind}
   */
  public static void main(String[] arguments) throws InterruptedException {
    Commands commands = Commands.ofParent();
    try (Receiver receiver = ReceiverKind.valueOf(arguments[0]).open()) {
      new Reply("ready", Map.of("port", (long) receiver.port())).print();
      for (String command; (command = commands.next()) != null; ) {
        String count = command.substring("await ".length());
        await(receiver, Long.parseLong(count)).print();
      }
    }
  }

  private static Reply await(Receiver receiver, long wanted) {
    SequenceOracle sequences = receiver.sequences();
    long events = sequences.events();
    long last = System.nanoTime();
    while (events < wanted && System.nanoTime() - last < QUIET_NANOS) {
      LockSupport.parkNanos(TICK_NANOS);
      long now = sequences.events();
      if (now > events) {
        last = System.nanoTime();
        events = now;
      }
    }
    long repeats = sequences.reports().stream().mapToLong(SequenceOracle.Report::repeats).sum();
    return new Reply(
        "arrived",
        Map.of(
            "events", events,
            "repeats", repeats,
            "unknown", receiver.unknown(),
            "wireBytes", receiver.wireBytes(),
            "lastNanos", last));
  }
}
