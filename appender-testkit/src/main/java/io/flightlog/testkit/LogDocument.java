package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A document read more strictly than Elasticsearch does, so that whatever passes here is accepted
 * by every server: one line of well-formed UTF-8, one JSON object, no key twice at any depth, no
 * JSON null, no name that is a field here and an object there ({@code user} beside {@code
 * user.id}), no blank part in a name, no name or keyword longer than what Lucene takes as one term.
 */
public final class LogDocument {

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  /** Lucene's {@code IndexWriter.MAX_TERM_LENGTH}: names and keywords are terms. */
  private static final int MAX_TERM_BYTES = 32766;

  private static final Set<String> TEXTS =
      Set.of("message", "error.message", "error.stack_trace", "flightlog.original");

  private final JsonNode json;
  private final int bytes;

  private LogDocument(JsonNode json, int bytes) {
    this.json = json;
    this.bytes = bytes;
  }

  /** Fails the running test, showing the document, where it breaks a rule. */
  public static LogDocument parse(byte[] document) {
    for (int i = 0; i < document.length; i++) {
      if (document[i] == '\n' || document[i] == '\r') {
        fail("line break at byte " + i + " of one document: " + shown(document));
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
      JsonNode json = STRICT.readTree(document);
      assertTrue(json.isObject(), () -> "not an object: " + shown(document));
      LogDocument parsed = new LogDocument(json, document.length);
      parsed.refuseNullsAndClashes();
      return parsed;
    } catch (CharacterCodingException e) {
      return fail("not UTF-8: " + shown(document), e);
    } catch (IOException e) {
      return fail("not one strict JSON object: " + shown(document), e);
    }
  }

  public JsonNode json() {
    return json;
  }

  public int bytes() {
    return bytes;
  }

  public boolean has(String name) {
    return json.has(name);
  }

  /** The member of that name, dots and all; fails the test if it is absent. */
  public JsonNode field(String name) {
    JsonNode value = json.get(name);
    return value == null ? fail("no field " + name + " in " + json) : value;
  }

  /** The member's text; fails the test if it is absent or no JSON string. */
  public String text(String name) {
    JsonNode value = field(name);
    assertTrue(value.isTextual(), () -> name + " is no string but " + value);
    return value.textValue();
  }

  /** The member's number; fails the test if it is absent or no JSON integer. */
  public long integer(String name) {
    JsonNode value = field(name);
    assertTrue(value.isIntegralNumber(), () -> name + " is no integer but " + value);
    return value.longValue();
  }

  /** The members whose names begin so, sorted. */
  public Collection<String> namesUnder(String prefix) {
    Collection<String> names = new TreeSet<>();
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (name.startsWith(prefix)) {
                names.add(name);
              }
            });
    return names;
  }

  /** The values of {@code labels.*} and {@code numeric_labels.*} as text. */
  public List<String> labelValues() {
    List<String> values = new ArrayList<>();
    namesUnder("labels.").forEach(name -> values.add(field(name).asText()));
    namesUnder("numeric_labels.").forEach(name -> values.add(field(name).asText()));
    return values;
  }

  private void refuseNullsAndClashes() {
    TreeSet<String> names = new TreeSet<>();
    json.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      assertTrue(!field(name).isNull(), () -> name + " is null in " + json);
      String below = names.ceiling(name + ".");
      if (below != null && below.startsWith(name + ".")) {
        assertEquals(name, below, "a field and an object share a name in " + json);
      }
      for (String part : name.split("\\.", -1)) {
        assertTrue(!part.isBlank(), () -> "blank part in the name '" + name + "' of " + json);
      }
      refuseImmenseTerms(name);
    }
  }

  private void refuseImmenseTerms(String name) {
    assertTrue(utf8(name) <= MAX_TERM_BYTES, () -> "a name of " + utf8(name) + " bytes");
    String value = field(name).asText();
    assertTrue(
        TEXTS.contains(name) || utf8(value) <= MAX_TERM_BYTES,
        () -> name + " is a keyword and has " + utf8(value) + " bytes");
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String shown(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    return text.length() <= 2000 ? text : text.substring(0, 2000) + "… " + text.length();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
