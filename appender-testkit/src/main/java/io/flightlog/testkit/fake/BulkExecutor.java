package io.flightlog.testkit.fake;

import io.flightlog.testkit.fake.BulkScanner.MalformedBulkException;

/**
 * Executes {@code _bulk} bodies against a store and answers as Elasticsearch 8 does. Thread-safe.
 */
public final class BulkExecutor {

  /** What becomes of one item, before its id is looked up. */
  @FunctionalInterface
  public interface ItemRule {

    /** Executes every item. */
    ItemRule EXECUTE = (position, item) -> 201;

    /** The status of an item; 201 has it executed, and may still become 409. */
    int status(int position, Item item);
  }

  /** One item of a body, for rules. */
  public interface Item {
    String id();

    String document();
  }

  private final DocumentStore store;

  public BulkExecutor(DocumentStore store) {
    this.store = store;
  }

  /** The answer to one request, in the shape that its {@code filter_path} asks for. */
  public HttpReply execute(RecordedRequest request, ItemRule rule) {
    byte[] body = request.body();
    if (body.length == 0) {
      return HttpReply.json(
          400, RealAnswers.whole(400, "parse_exception", "request body is required"));
    }
    AnswerShape shape = AnswerShape.of(request.query());
    StringBuilder items = new StringBuilder(body.length / 16 + 64);
    boolean errors = false;
    try {
      BulkScanner scanner = new BulkScanner(body);
      scanner.check(); // a body that is refused as a whole must leave nothing behind
      Item item = itemOf(scanner);
      synchronized (store) {
        for (int position = 0; scanner.next(); position++) {
          int status = rule.status(position, item);
          if (status == 201 && !store.create(scanner)) {
            status = 409;
          }
          errors |= status >= 300;
          shape.append(items, scanner, status);
        }
      }
    } catch (MalformedBulkException e) {
      return HttpReply.json(400, RealAnswers.whole(400, e.type, e.reason));
    }
    return HttpReply.json(200, shape.whole(errors, items));
  }

  private static Item itemOf(BulkScanner scanner) {
    return new Item() {
      @Override
      public String id() {
        return scanner.id();
      }

      @Override
      public String document() {
        return scanner.text(scanner.documentStart, scanner.documentEnd);
      }
    };
  }
}
