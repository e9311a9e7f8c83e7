package io.flightlog.benchmarks;

import java.io.ByteArrayOutputStream;
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

/**
 * What a receiver takes at most: as many threads as there are producers each post one pre-built
 * body again and again, of the size of Flightlog's batches and with documents like Flightlog's, in
 * which only the digits of the sequences change. It has the commands of {@link SubjectProgram};
 * there are no calls whose time it could tell.
 */
public final class BareLoopProgram {
  private static final int DOCUMENTS = 1_000;
  private static final String DIGITS = "0000004711";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI bulk;
  private final int threads;
  private final byte[] body;
  private final int[] digits;

  private BareLoopProgram(URI bulk, int threads) throws IOException {
    this.bulk = bulk;
    this.threads = threads;
    byte[] document = PlainDocument.workload();
    ByteArrayOutputStream built = new ByteArrayOutputStream();
    this.digits = new int[DOCUMENTS];
    int offset = new String(document, StandardCharsets.ISO_8859_1).indexOf(DIGITS);
    for (int i = 0; i < DOCUMENTS; i++) {
      built.write("{\"create\":{}}\n".getBytes(StandardCharsets.US_ASCII));
      digits[i] = built.size() + offset;
      built.write(document);
      built.write('\n');
    }
    this.body = built.toByteArray();
  }

  /**
   * @param arguments those of {@link SubjectProgram}; the rate is none
   */
  public static void main(String[] arguments) throws Exception {
    Commands commands = Commands.ofParent();
    URI bulk =
        URI.create(
            "http://127.0.0.1:"
                + Integer.getInteger("benchmark.port")
                + "/logs-bare-default/_bulk?filter_path=errors");
    BareLoopProgram loop = new BareLoopProgram(bulk, Integer.parseInt(arguments[0]));
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

  private void send(long from, long events) throws InterruptedException, ExecutionException {
    ExecutorService senders = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      long begin = from + events * i / threads;
      long end = from + events * (i + 1) / threads;
      running.add(senders.submit(() -> sendRange(begin, end)));
    }
    for (Future<?> each : running) {
      each.get();
    }
    senders.shutdown();
  }

  private Void sendRange(long begin, long end) throws IOException, InterruptedException {
    byte[] own = body.clone();
    int length = body.length / DOCUMENTS;
    for (long next = begin; next < end; next += DOCUMENTS) {
      int count = (int) Math.min(DOCUMENTS, end - next);
      for (int i = 0; i < count; i++) {
        writeDigits(own, digits[i], next + i);
      }
      HttpRequest request =
          HttpRequest.newBuilder(bulk)
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofByteArray(own, 0, count * length))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains("\"errors\":false")) {
        throw new IOException(answer.statusCode() + " " + answer.body());
      }
    }
    return null;
  }

  private static void writeDigits(byte[] target, int at, long number) {
    long rest = number;
    for (int i = at + DIGITS.length() - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
