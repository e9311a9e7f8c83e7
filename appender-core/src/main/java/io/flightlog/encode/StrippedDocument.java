package io.flightlog.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What is sent of a document that Elasticsearch refused: the members with a fixed meaning (time,
 * level, message, identity, task, user, trace, error text), without labels, constant fields and
 * whatever else may clash with a mapping; then {@code flightlog.refused.type} and, as far as there
 * is room, the document as it was in {@code flightlog.original}, which is not indexed. The cold
 * path: reads JSON and allocates. One thread.
 */
public final class StrippedDocument {
  private static final int MAX_ORIGINAL_BYTES = 16 << 10;
  private static final int LEAST_ORIGINAL_BYTES = 256;
  private static final byte[] REFUSED_TYPE = JsonWriter.name("flightlog.refused.type");
  private static final byte[] ORIGINAL = JsonWriter.name("flightlog.original");
  private static final JsonFactory JSON = new JsonFactory();

  private static final Set<String> KEPT_OBJECTS =
      Set.of("agent", "data_stream", "service", "task", "user");
  private static final Set<String> KEPT =
      Set.of(
          "@timestamp",
          "event.sequence",
          "event.dataset",
          "event.action",
          "event.outcome",
          "log.level",
          "log.logger",
          "message",
          "host.name",
          "trace.id",
          "span.id",
          "error.id",
          "error.type",
          "error.message");

  private final JsonWriter out;
  private final int maxBytes;

  /**
   * @param maxBytes bound on any stripped document
   */
  public StrippedDocument(int maxBytes) {
    this.maxBytes = maxBytes;
    this.out = new JsonWriter(4 << 10, maxBytes);
  }

  /**
   * Reads {@code document[start, end)} and writes its stripped form to {@code target[offset …)}:
   * one line, with its line feed.
   *
   * @param budget most bytes it may take; texts are cut and the original left out to keep it
   * @param refusedType why the document was refused, the server's error type
   * @return the offset behind it
   */
  public int write(
      byte[] document,
      int start,
      int end,
      String refusedType,
      int budget,
      byte[] target,
      int offset) {
    int room = Math.min(budget, maxBytes) - "{}\n".length();
    out.reset();
    out.reserve(maxBytes - room);
    copyKept(document, start, end, room);
    out.text(REFUSED_TYPE, refusedType, 256);
    int left = room - out.length() - ORIGINAL.length - 2;
    if (left >= LEAST_ORIGINAL_BYTES) {
      String original = new String(document, start, end - start, StandardCharsets.UTF_8).strip();
      out.text(ORIGINAL, original, Math.min(left, MAX_ORIGINAL_BYTES));
    }
    int at = offset;
    target[at++] = '{';
    System.arraycopy(out.bytes(), 0, target, at, out.length());
    at += out.length();
    target[at++] = '}';
    target[at++] = '\n';
    out.trim(maxBytes);
    return at;
  }

  private void copyKept(byte[] document, int start, int end, int room) {
    try (JsonParser parser = JSON.createParser(document, start, end - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (isKept(name) && value == JsonToken.VALUE_STRING) {
          out.text(JsonWriter.name(name), parser.getText(), textBytes(name, room));
        } else if (isKept(name) && value == JsonToken.VALUE_NUMBER_INT) {
          out.number(JsonWriter.name(name), parser.getLongValue());
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException unreadable) {
      // what was read until here is better than nothing, and the original follows
    }
  }

  /** Long texts must leave room for the members behind them. */
  private static int textBytes(String name, int room) {
    return name.equals("message") ? room / 2 : Math.max(64, room / 8);
  }

  private static boolean isKept(String name) {
    int dot = name.indexOf('.');
    return KEPT.contains(name) || (dot > 0 && KEPT_OBJECTS.contains(name.substring(0, dot)));
  }
}
