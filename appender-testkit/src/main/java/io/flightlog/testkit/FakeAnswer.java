package io.flightlog.testkit;

import io.flightlog.testkit.fake.BulkExecutor.ItemRule;
import io.flightlog.testkit.fake.HttpReply;
import io.flightlog.testkit.fake.HttpReply.Ending;
import io.flightlog.testkit.fake.RealAnswers;
import io.flightlog.testkit.fake.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FakeElasticsearch} does with one request: execute it or not, and what the client gets
 * to see of that. Immutable; each method below the factories gives a changed copy.
 */
public final class FakeAnswer {

  private final @Nullable HttpReply whole;
  private final ItemRule items;
  private final boolean executed;
  private final UnaryOperator<HttpReply> change;

  private FakeAnswer(
      @Nullable HttpReply whole,
      ItemRule items,
      boolean executed,
      UnaryOperator<HttpReply> change) {
    this.whole = whole;
    this.items = items;
    this.executed = executed;
    this.change = change;
  }

  /** Executes the request and answers as a healthy server. */
  public static FakeAnswer normal() {
    return new FakeAnswer(null, ItemRule.EXECUTE, true, UnaryOperator.identity());
  }

  /** Item i gets the i-th status, the last one holds for the rest; 201 executes, others do not. */
  public static FakeAnswer items(int... statuses) {
    int[] copy = statuses.clone();
    return itemsBy((position, item) -> copy[Math.min(position, copy.length - 1)]);
  }

  /** Items whose document satisfies the condition get this status, the others are executed. */
  public static FakeAnswer itemsWhere(Predicate<String> document, int status) {
    return itemsBy((position, item) -> document.test(item.document()) ? status : 201);
  }

  private static FakeAnswer itemsBy(ItemRule rule) {
    return new FakeAnswer(null, rule, true, UnaryOperator.identity());
  }

  /** Executes nothing and answers this; JSON if the body begins like it, else HTML. */
  public static FakeAnswer whole(int status, String body) {
    return whole(
        body.startsWith("{")
            ? HttpReply.json(status, body)
            : HttpReply.of(status, "text/html", body.getBytes(StandardCharsets.UTF_8)));
  }

  private static FakeAnswer whole(HttpReply reply) {
    return new FakeAnswer(reply, ItemRule.EXECUTE, false, UnaryOperator.identity());
  }

  public static FakeAnswer unauthorized() {
    return secured(401, RealAnswers.unauthorized()).header("WWW-Authenticate", "ApiKey");
  }

  public static FakeAnswer forbidden() {
    return secured(403, RealAnswers.forbidden());
  }

  /** Security answers before the product header is set. */
  private static FakeAnswer secured(int status, String body) {
    return whole(HttpReply.of(status, "application/json", body.getBytes(StandardCharsets.UTF_8)));
  }

  /** 413, which has no body at all. */
  public static FakeAnswer tooLarge() {
    return whole(HttpReply.of(413, "", new byte[0]));
  }

  /** 429 for the whole request. */
  public static FakeAnswer overloaded() {
    return whole(429, RealAnswers.overloaded());
  }

  /** 503 of a cluster without a master. */
  public static FakeAnswer unavailable() {
    return whole(503, RealAnswers.unavailable());
  }

  /** 502 of a proxy. */
  public static FakeAnswer badGateway() {
    return whole(502, RealAnswers.BAD_GATEWAY_HTML);
  }

  /** 200 with the log-in page of a proxy. */
  public static FakeAnswer html() {
    return whole(200, RealAnswers.LOGIN_HTML);
  }

  /** Reads the request and is silent until the client closes. */
  public static FakeAnswer hang() {
    return whole(200, "").cutAfter(0, Ending.HANG);
  }

  /** Reads the request and closes without an answer. */
  public static FakeAnswer close() {
    return whole(200, "").cutAfter(0, Ending.CLOSE);
  }

  /** Reads the request and resets the connection. */
  public static FakeAnswer reset() {
    return whole(200, "").cutAfter(0, Ending.RESET);
  }

  /** The same towards the client, but the documents are stored: what a lost answer looks like. */
  public FakeAnswer executed() {
    return new FakeAnswer(whole, items, true, change);
  }

  /** Sends this many bytes of the answer, head included, then closes. */
  public FakeAnswer cutAfter(int bytes) {
    return cutAfter(bytes, Ending.CLOSE);
  }

  private FakeAnswer cutAfter(int bytes, Ending ending) {
    return changed(reply -> reply.cutAfter(bytes, ending));
  }

  /** The same after a silence. */
  public FakeAnswer after(Duration silence) {
    return changed(reply -> reply.after(silence));
  }

  public FakeAnswer header(String name, String value) {
    return changed(reply -> reply.header(name, value));
  }

  private FakeAnswer changed(UnaryOperator<HttpReply> more) {
    return new FakeAnswer(whole, items, executed, reply -> more.apply(change.apply(reply)));
  }

  /** Runs a request. */
  @FunctionalInterface
  interface Execution {
    HttpReply of(RecordedRequest request, ItemRule items);
  }

  /** Called by the connection's thread. */
  HttpReply reply(RecordedRequest request, Execution execution) {
    HttpReply reply = whole;
    if (reply == null) {
      reply = execution.of(request, items);
    } else if (executed) {
      // the client is not to learn how it went
      execution.of(request, items);
    }
    return change.apply(reply);
  }
}
