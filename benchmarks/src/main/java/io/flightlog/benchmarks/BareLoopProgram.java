package io.flightlog.benchmarks;

import io.flightlog.FlushResult;
import io.flightlog.LogPipeline;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EventEncoder;
import io.flightlog.metrics.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a receiver takes at most: as many threads as Flightlog has requests at once each post one
 * pre-built body again and again, of the size of its batches and with ids and documents like its
 * own, in which only the digits of the sequences change. A recorder opened its data stream before,
 * so that the same template is in force. It has the commands of {@link SubjectProgram}; there are
 * no calls whose time it could tell.
 */
public final class BareLoopProgram {
  private static final int BODY_BYTES = 1 << 20;
  private static final int IN_FLIGHT = 4;
  private static final String DATA_STREAM = "logs-bare-default";
  private static final String DIGITS = "0000004711";
  private static final String LETTERS = "--------";
  private static final byte[] ALPHABET =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
          .getBytes(StandardCharsets.US_ASCII);

  /**
   * What no sequence reaches: with it each has as many digits as the others, none of them a 0
   * before.
   */
  private static final long BASE = 1_000_000_000L;

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI bulk;
  private final byte[] body;
  private final int pairBytes;
  private final int documents;
  private final int letters;
  private final int[] digits;

  private BareLoopProgram(URI server) {
    this.bulk = server.resolve("/_bulk?filter_path=errors");
    byte[] document = PlainDocument.workload();
    String pair =
        "{\"create\":{\"_index\":\""
            + DATA_STREAM
            + "\",\"_id\":\"0123456789abcdef"
            + LETTERS
            + "\"}}\n{\"event.sequence\":"
            + DIGITS
            + ","
            + new String(document, 1, document.length - 1, StandardCharsets.UTF_8)
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
    int sequence = latin.indexOf(DIGITS);
    this.digits = new int[] {sequence, latin.indexOf(DIGITS, sequence + 1)};
  }

  /**
   * @param arguments those of {@link SubjectProgram}; the rate is none
   */
  public static void main(String[] arguments) throws Exception {
    Commands commands = Commands.ofParent();
    URI server = URI.create("http://127.0.0.1:" + Integer.getInteger("benchmark.port"));
    openDataStream(server);
    BareLoopProgram loop = new BareLoopProgram(server);
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
    EventEncoder<DocumentKind> encoder = (kind, out) -> kind.encode(out, 0);
    try (LogPipeline<DocumentKind> recorder =
        LogPipeline.start(
            "bare", PipelineConfig.from(options), encoder, new FailingDiagnostics())) {
      recorder.append(Severity.INFO, DocumentKind.SHORT);
      if (recorder.flush(LIMIT).outcome() != FlushResult.Outcome.DELIVERED) {
        throw new IllegalStateException("no data stream: " + recorder.stats());
      }
    }
  }

  private void send(long from, long events) throws InterruptedException, ExecutionException {
    ExecutorService senders = Executors.newFixedThreadPool(IN_FLIGHT);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < IN_FLIGHT; i++) {
      long begin = from + events * i / IN_FLIGHT;
      long end = from + events * (i + 1) / IN_FLIGHT;
      running.add(senders.submit(() -> sendRange(begin, end)));
    }
    for (Future<?> each : running) {
      each.get();
    }
    senders.shutdown();
  }

  private Void sendRange(long begin, long end) throws IOException, InterruptedException {
    byte[] own = body.clone();
    for (long next = begin; next < end; next += documents) {
      int count = (int) Math.min(documents, end - next);
      for (int i = 0; i < count; i++) {
        writeLetters(own, i * pairBytes + letters, next + i);
        for (int place : digits) {
          writeDigits(own, i * pairBytes + place, BASE + next + i);
        }
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

  /** As Flightlog's ids end, so that they sort as the sequences do. */
  private static void writeLetters(byte[] target, int at, long number) {
    long rest = number;
    for (int i = at + LETTERS.length() - 1; i >= at; i--) {
      target[i] = ALPHABET[(int) (rest & ALPHABET.length - 1)];
      rest >>>= 6;
    }
  }

  private static void writeDigits(byte[] target, int at, long number) {
    long rest = number;
    for (int i = at + DIGITS.length() - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
