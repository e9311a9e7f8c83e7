package io.flightlog.benchmarks.fleet;

import io.flightlog.ship.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** Elasticsearch's answers, in its own words, as far as they decide anything. One cluster's. */
final class ModelAnswers {
  private static final String REJECTED = "es_rejected_execution_exception";
  private static final HttpAnswer OVER_PRESSURE =
      answer(
          429,
          "{\"error\":{\"type\":\""
              + REJECTED
              + "\",\"reason\":\"rejected execution of coordinating operation\"},\"status\":429}");

  /** Most requests of a run have one of a few sizes. */
  private final Map<Integer, HttpAnswer> allGood = new HashMap<>();

  /** Indexing pressure: the bytes of requests under way are at their bound. */
  static HttpAnswer overPressure() {
    return OVER_PRESSURE;
  }

  /**
   * @param isRejected whether an item found the queue of its shard's node full
   */
  HttpAnswer ofItems(int items, IntPredicate isRejected) {
    for (int item = 0; item < items; item++) {
      if (isRejected.test(item)) {
        return itemByItem(items, isRejected);
      }
    }
    return allGood.computeIfAbsent(items, size -> itemByItem(size, item -> false));
  }

  private static HttpAnswer itemByItem(int items, IntPredicate isRejected) {
    StringBuilder json = new StringBuilder("{\"items\":[");
    for (int item = 0; item < items; item++) {
      json.append(item == 0 ? "" : ",");
      json.append(
          isRejected.test(item)
              ? "{\"create\":{\"status\":429,\"error\":{\"type\":\"" + REJECTED + "\"}}}"
              : "{\"create\":{\"status\":201}}");
    }
    return answer(200, json.append("]}").toString());
  }

  private static HttpAnswer answer(int status, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(status, body, body.length, 0);
  }
}
