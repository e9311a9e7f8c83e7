package io.flightlog.ship;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clients that make of an answer, or of a request, what famous shippers have made of it. */
public final class BuggyBulkClients {
  private static final Pattern SEQUENCE_CHARACTERS =
      Pattern.compile("(\"_id\":\"[0-9a-v]{16})[^\"~]([^\"~]{7}\")");

  private BuggyBulkClients() {}

  /** 200 is as good as all items created, whatever they say. */
  public static BulkClient acknowledgeOn200(BulkClient sound) {
    return new Judging(sound, (call, answer) -> answer.status() == 200 ? created(call) : answer);
  }

  /** An answer that nobody can read is taken for one that is good. */
  public static BulkClient dropOnUnparsable(BulkClient sound) {
    return new Judging(
        sound,
        (call, answer) ->
            answer.status() == 200 && answer.body()[0] != '{' ? created(call) : answer);
  }

  /** Each request gives its events new ids. */
  public static BulkClient newIdPerRetry(BulkClient sound) {
    AtomicInteger requests = new AtomicInteger();
    return new Judging(sound, (call, answer) -> answer) {
      @Override
      public Call send(int node, HttpCall call, Listener listener) {
        char different = (char) ('A' + requests.getAndIncrement() % 26);
        String body = new String(call.body(), 0, call.length(), StandardCharsets.UTF_8);
        Matcher ids = SEQUENCE_CHARACTERS.matcher(body);
        byte[] changed = ids.replaceAll("$1" + different + "$2").getBytes(StandardCharsets.UTF_8);
        return super.send(
            node, HttpCall.post(call.path(), changed, changed.length, false), listener);
      }
    };
  }

  private static HttpAnswer created(HttpCall call) {
    String body = new String(call.body(), 0, call.length(), StandardCharsets.UTF_8);
    String items =
        IntStream.range(0, (int) body.lines().count() / 2)
            .mapToObj(i -> "{\"create\":{\"status\":201}}")
            .collect(Collectors.joining(",", "{\"errors\":false,\"items\":[", "]}"));
    byte[] bytes = items.getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(200, bytes, bytes.length, 0);
  }

  private static class Judging implements BulkClient {
    private final BulkClient sound;
    private final BiFunction<HttpCall, HttpAnswer, HttpAnswer> judgement;

    Judging(BulkClient sound, BiFunction<HttpCall, HttpAnswer, HttpAnswer> judgement) {
      this.sound = sound;
      this.judgement = judgement;
    }

    @Override
    public int nodeCount() {
      return sound.nodeCount();
    }

    @Override
    public String nodeName(int node) {
      return sound.nodeName(node);
    }

    @Override
    public Call send(int node, HttpCall call, Listener listener) {
      return sound.send(
          node,
          call,
          new Listener() {
            @Override
            public void answered(HttpAnswer answer) {
              listener.answered(judgement.apply(call, answer));
            }

            @Override
            public void failed(Throwable cause) {
              listener.failed(cause);
            }
          });
    }

    @Override
    public String hideSecrets(String text) {
      return sound.hideSecrets(text);
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
