package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.HostileTexts.Named;
import io.flightlog.testkit.fake.RecordedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is logged is data: it is not evaluated, and it does not leave its place. */
public interface InjectionCases extends HostedLogging {
  int ROUNDS = 300;

  /** Every text that somebody once evaluated, at every place that an event has for one. */
  @Test
  default void log4shellAndItsFollowUpsArriveVerbatimAndConnectNowhere() throws IOException {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        ServerSocketChannel lure = ServerSocketChannel.open();
        LoggingHost host = newHost()) {
      lure.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      lure.configureBlocking(false);
      List<Named> texts =
          HostileTexts.evaluated(((InetSocketAddress) lure.getLocalAddress()).getPort());
      host.start(options(fake));
      for (Named hostile : texts) {
        logEverywhere(host, hostile.text());
      }
      host.stop();
      assertNull(lure.accept(), "something connected to an address in a text");
      List<LogDocument> events = soundEvents(fake);
      assertEquals(2 * texts.size() + 2, events.size());
      for (int i = 0; i < texts.size(); i++) {
        assertVerbatim(texts.get(i), events.get(1 + 2 * i), events.get(2 + 2 * i));
      }
    }
  }

  @Test
  default void noTextOfAnEventLeavesItsPlace() {
    long seed = Long.getLong("flightlog.seed", System.nanoTime());
    System.out.println("flightlog.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    String threadName = Thread.currentThread().getName();
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      List<String> messages = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        messages.add(HostileTexts.random(random));
        logRandomly(host, random, messages.get(round));
      }
      host.stop();
      List<LogDocument> events = soundEvents(fake);
      assertEquals(ROUNDS + 2, events.size(), "seed " + seed);
      for (int round = 0; round < ROUNDS; round++) {
        assertEquals(
            withoutHalves(messages.get(round)),
            events.get(round + 1).text("message"),
            "seed " + seed + ", round " + round);
      }
      assertAllDelivered(host, fake, ROUNDS + 2);
    } finally {
      Thread.currentThread().setName(threadName);
    }
  }

  private static void logEverywhere(LoggingHost host, String text) {
    Throwable cause = new IllegalArgumentException(text);
    cause.addSuppressed(new IllegalStateException(text));
    LogCall call =
        LogCall.error(text, new IllegalStateException(text, cause))
            .logger("a." + text)
            .marker(text)
            .keyValue("value", text)
            .keyValue(text, text)
            .keyValue("task.name", text);
    host.log(call.mdc(mdc(text)));
    host.log(LogCall.info("{}", text));
  }

  private static Map<String, String> mdc(String text) {
    Map<String, String> mdc = new LinkedHashMap<>();
    mdc.put("loop", text);
    mdc.put("user.id", text);
    mdc.put("k" + text, text);
    return mdc;
  }

  private static void assertVerbatim(Named hostile, LogDocument event, LogDocument argument) {
    String text = hostile.text();
    List<String> names =
        List.of("message", "error.message", "labels.value", "labels.loop", "user.id", "task.name");
    for (String name : names) {
      assertEquals(text, event.text(name), () -> hostile + " in " + name);
    }
    assertEquals("a." + text, event.text("log.logger"), hostile::name);
    assertEquals(text, event.field("tags").get(0).asText(), hostile::name);
    assertTrue(event.text("error.stack_trace").contains(": " + text), hostile::name);
    assertEquals(text, argument.text("message"), hostile::name);
  }

  private static void logRandomly(LoggingHost host, SplittableRandom random, String message) {
    Thread.currentThread().setName("t" + HostileTexts.random(random));
    LogCall call =
        random.nextBoolean()
            ? LogCall.at(LogCall.Level.WARN, "{}", message)
            : LogCall.at(LogCall.Level.WARN, message);
    call.logger("x" + HostileTexts.random(random)).marker(HostileTexts.random(random));
    Map<String, String> mdc = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      mdc.put(HostileTexts.random(random), HostileTexts.random(random));
      call.keyValue(HostileTexts.random(random), value(random));
    }
    mdc.put("trace_id", HostileTexts.random(random));
    mdc.put("task.attempt", HostileTexts.random(random));
    if (random.nextInt(3) == 0) {
      call.throwable(throwable(random));
    }
    host.log(call.mdc(mdc));
  }

  private static Object value(SplittableRandom random) {
    String text = HostileTexts.random(random);
    return switch (random.nextInt(6)) {
      case 0 -> new HostileCases.ComputedText(() -> text);
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> List.of(text, text);
      case 3 -> Map.of(text, text);
      case 4 -> new char[] {text.charAt(0)};
      default -> text;
    };
  }

  private static Throwable throwable(SplittableRandom random) {
    Throwable thrown = new IllegalStateException(HostileTexts.random(random));
    thrown.initCause(new IllegalArgumentException(HostileTexts.random(random)));
    thrown.addSuppressed(new IllegalStateException(HostileTexts.random(random)));
    StackTraceElement[] frames = new StackTraceElement[3];
    for (int i = 0; i < frames.length; i++) {
      frames[i] =
          new StackTraceElement(
              HostileTexts.random(random),
              HostileTexts.random(random),
              HostileTexts.random(random),
              HostileTexts.random(random),
              HostileTexts.random(random),
              HostileTexts.random(random),
              random.nextInt());
    }
    thrown.setStackTrace(frames);
    return thrown;
  }

  /** A lone half of a surrogate pair has no place in UTF-8. */
  private static String withoutHalves(String text) {
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private List<LogDocument> soundEvents(FakeElasticsearch fake) {
    for (RecordedRequest request : fake.bulkRequests()) {
      BulkBody.documents(request.body(), "logs-scheduler-default", Set.of());
    }
    return events(fake);
  }
}
