package io.flightlog.spool;

import io.flightlog.ship.BulkClient;
import io.flightlog.ship.HttpAnswer;
import io.flightlog.ship.HttpCall;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index of documents by id behind a network that is well, away, silent or busy, as the test
 * says. Executes and answers when it is stepped. One thread.
 */
final class ModelIndex {
  /** How requests fare. */
  enum Mood {
    WELL,
    AWAY,
    /** Executes some requests, answers none. */
    SILENT,
    BUSY,
    /** Takes some items, and asks for another try of the others. */
    PARTIAL,
    /** 200, and a page of a proxy. */
    GARBAGE
  }

  private final ModelOracle oracle;
  private final Random random;
  private final List<Exchange> pending = new ArrayList<>();
  private Mood mood = Mood.WELL;

  ModelIndex(ModelOracle oracle, Random random) {
    this.oracle = oracle;
    this.random = random;
  }

  void mood(Mood next) {
    mood = next;
  }

  Mood mood() {
    return mood;
  }

  /** Ends some exchange that is under way. */
  int step() {
    if (pending.isEmpty()) {
      return 0;
    }
    Exchange exchange = pending.get(random.nextInt(pending.size()));
    switch (mood) {
      case WELL -> exchange.answer(200, exchange.execute(0));
      case AWAY -> exchange.fail();
      case SILENT -> {
        if (random.nextInt(4) == 0) {
          exchange.execute(0);
        }
      }
      case BUSY -> exchange.answer(random.nextBoolean() ? 429 : 503, "{}");
      case PARTIAL -> exchange.answer(200, exchange.execute(0.3));
      case GARBAGE -> {
        if (random.nextBoolean()) {
          exchange.execute(0);
        }
        exchange.answer(200, "<html>please log in</html>");
      }
    }
    return 1;
  }

  /** The process is gone; what it sent may arrive. */
  void cut(BulkClient client) {
    for (Exchange exchange : List.copyOf(pending)) {
      if (exchange.client == client) {
        pending.remove(exchange);
        if (random.nextBoolean()) {
          exchange.execute(0);
        }
      }
    }
  }

  BulkClient newClient() {
    return new Client();
  }

  private final class Client implements BulkClient {
    @Override
    public int nodeCount() {
      return 1;
    }

    @Override
    public String nodeName(int node) {
      return "http://model";
    }

    @Override
    public Call send(int node, HttpCall call, Listener listener) {
      Exchange exchange = new Exchange(this, call, listener);
      pending.add(exchange);
      return exchange;
    }

    @Override
    public String hideSecrets(String text) {
      return text;
    }

    @Override
    public void close() {
      cut(this);
    }
  }

  private final class Exchange implements BulkClient.Call {
    private final BulkClient client;
    private final List<String> lines;
    private final BulkClient.Listener listener;
    private @Nullable String answer;

    Exchange(BulkClient client, HttpCall call, BulkClient.Listener listener) {
      this.client = client;
      this.lines =
          new String(call.body(), 0, call.length(), StandardCharsets.UTF_8).lines().toList();
      this.listener = listener;
    }

    /** Once; returns the answer. */
    String execute(double shareRefused) {
      if (answer == null) {
        answer = executeNow(shareRefused);
      }
      return answer;
    }

    private String executeNow(double shareRefused) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        boolean refused = random.nextDouble() < shareRefused;
        statuses.add(refused ? 429 : oracle.execute(lines.get(i), lines.get(i + 1)));
      }
      return statuses.stream()
          .map(
              status ->
                  status < 300
                      ? "{\"create\":{\"status\":" + status + "}}"
                      : "{\"create\":{\"status\":"
                          + status
                          + ",\"error\":{\"type\":\"t"
                          + status
                          + "\",\"reason\":\"r\"}}}")
          .collect(Collectors.joining(",", "{\"errors\":true,\"items\":[", "]}"));
    }

    void answer(int status, String json) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      pending.remove(this);
      listener.answered(new HttpAnswer(status, bytes, bytes.length, 0));
    }

    void fail() {
      pending.remove(this);
      if (random.nextInt(4) == 0) {
        execute(0);
        listener.failed(new IOException("reset"));
      } else {
        listener.failed(new ConnectException("refused"));
      }
    }

    @Override
    public void cancel() {
      if (pending.remove(this) && random.nextInt(4) == 0) {
        execute(0);
      }
    }
  }
}
