package io.flightlog.benchmarks;

import io.flightlog.batch.EventFrame;
import io.flightlog.config.OptionValues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a receiver takes at most: as many threads as Flightlog has requests at once each post one
 * pre-built body again and again, of the size of its batches and with ids and documents like its
 * own, in which only ids, sequences and times change. A recorder opened its data stream before, so
 * that the same template is in force; or else they go into an index of which nobody told the server
 * anything. It has the commands of {@link SubjectProgram}; there are no calls whose time it could
 * tell.
 */
public final class BareLoopProgram {
  /** The system property that makes the server guess the mapping. */
  static final String DEFAULT_MAPPING = "benchmark.defaultMapping";

  private static final int BODY_BYTES = 1 << 20;
  private static final int IN_FLIGHT = 4;
  private static final String DATA_STREAM = "logs-bare-default";
  private static final String PLAIN_INDEX = "logs-bare"; // no server has a template for it
  private static final String DIGITS = "0000004711";
  private static final String LETTERS = "--------";

  /**
   * What no sequence reaches: with it each has as many digits as the others, none of them a 0
   * before.
   */
  private static final long BASE = 1_000_000_000L;

  /** Those of {@link PlainDocument}, and as fine as those of events are. */
  private static final String MILLIS = ":20.000Z\"";

  private static final String MICROS = ":20.000000Z\"";

  /** Between two events; so many come to a server that two cores share with their sender. */
  private static final long MICROS_APART = 50;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI bulk;
  private final byte[] body;
  private final int pairBytes;
  private final int documents;
  private final int letters;
  private final int minutes;
  private final int[] digits;

  private BareLoopProgram(URI server, String index) {
    this.bulk = server.resolve("/_bulk?filter_path=errors");
    String document = new String(PlainDocument.workload(), StandardCharsets.UTF_8);
    String pair =
        "{\"create\":{\"_index\":\""
            + index
            + "\",\"_id\":\"0123456789abcdef"
            + LETTERS
            + "\"}}\n{\"event.sequence\":"
            + DIGITS
            + ","
            + document.substring(1).replace(MILLIS, MICROS)
            + "\n";
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    this.pairBytes = bytes.length;
    this.documents = BODY_BYTES / pairBytes;
    this.body = new byte[documents * pairBytes];
    for (int i = 0; i < documents; i++) {
      System.arraycopy(bytes, 0, body, i * pairBytes, pairBytes);
    }
    // a character is a byte up to the last digits, so places in the text are places in the bytes
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    this.letters = latin.indexOf(LETTERS);
    this.minutes = latin.indexOf(MICROS) - 2;
    int sequence = latin.indexOf(DIGITS);
    this.digits = new int[] {sequence, latin.indexOf(DIGITS, sequence + 1)};
    if (Math.min(minutes, Math.min(letters, digits[1])) < 0) {
      throw new IllegalStateException("no place for id, time or sequence in " + pair);
    }
  }

  /**
   * @param arguments those of {@link SubjectProgram}; the rate is none
   */
  public static void main(String[] arguments) throws Exception {
    Commands commands = Commands.ofParent();
    URI server = URI.create("http://127.0.0.1:" + Integer.getInteger("benchmark.port"));
    boolean mapped = !Boolean.getBoolean(DEFAULT_MAPPING);
    if (mapped) {
      openDataStream(server);
    }
    BareLoopProgram loop = new BareLoopProgram(server, mapped ? DATA_STREAM : PLAIN_INDEX);
    long warmUp = Long.parseLong(arguments[1]);
    loop.send(0, warmUp);
    new Reply("warm", Map.of()).print();
    ProcessUsage usage = new ProcessUsage();
    for (String command; (command = commands.next()) != null; ) {
      switch (command) {
        case "go" -> {
          usage.begin();
          long first = System.nanoTime();
          loop.send(warmUp, Long.parseLong(arguments[2]));
          new Reply("logged", Map.of("firstNanos", first)).print();
        }
        case "usage" -> usage.reply().print();
        default -> throw new IllegalArgumentException(command);
      }
    }
  }

  private static void openDataStream(URI server) {
    OptionValues options = new OptionValues();
    options.set("url", server.toString()).set("dataset", "bare").set("durability", "memory");
    DeliveringRecorder.start("bare", options).close();
  }

  private void send(long from, long events) throws InterruptedException, ExecutionException {
    ExecutorService senders = Executors.newFixedThreadPool(IN_FLIGHT);
    List<Future<?>> running = new ArrayList<>();
    AtomicLong next = new AtomicLong(from);
    for (int i = 0; i < IN_FLIGHT; i++) {
      running.add(senders.submit(() -> sendBodies(next, from + events)));
    }
    for (Future<?> each : running) {
      each.get();
    }
    senders.shutdown();
  }

  /** All senders take the next body's events from one counter, so that ids come as they grow. */
  private Void sendBodies(AtomicLong next, long end) throws IOException, InterruptedException {
    byte[] own = body.clone();
    for (long first; (first = next.getAndAdd(documents)) < end; ) {
      int count = (int) Math.min(documents, end - first);
      for (int i = 0; i < count; i++) {
        writeEvent(own, i * pairBytes, first + i);
      }
      HttpRequest request =
          HttpRequest.newBuilder(bulk)
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofByteArray(own, 0, count * pairBytes))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains("\"errors\":false")) {
        throw new IOException(answer.statusCode() + " " + answer.body());
      }
    }
    return null;
  }

  private void writeEvent(byte[] target, int start, long sequence) {
    EventFrame.putSequenceCharacters(target, start + letters, sequence);
    for (int place : digits) {
      writeDigits(target, start + place, DIGITS.length(), BASE + sequence);
    }
    long micros = sequence * MICROS_APART;
    writeDigits(target, start + minutes, 2, micros / 60_000_000 % 60);
    writeDigits(target, start + minutes + 3, 2, micros / 1_000_000 % 60);
    writeDigits(target, start + minutes + 6, 6, micros % 1_000_000);
  }

  private static void writeDigits(byte[] target, int at, int count, long number) {
    long rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
