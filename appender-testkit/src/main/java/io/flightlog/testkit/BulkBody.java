package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code _bulk} body as it came over the wire, read more strictly than any server does: two lines
 * for each document, ended by one line feed each, the first of them exactly the action that the
 * library writes, the second a {@link LogDocument} whose names {@code docs/documents.md} states. So
 * whatever passes here, nothing from an event has ended a line, chosen an index or an id, or added
 * a field.
 */
public final class BulkBody {
  private static final DocumentNames STATED = DocumentNames.stated();
  private static final String ID = "[0-9a-v]{16}(?:[-0-9A-Z_a-z]{8}|~s\\d+|~d)~?";

  private BulkBody() {}

  /**
   * The documents, in order; fails the running test where a rule is broken.
   *
   * @param target the data stream or index that all of them are for
   * @param constants names of fields that the configuration adds
   */
  public static List<LogDocument> documents(byte[] body, String target, Set<String> constants) {
    Pattern action =
        Pattern.compile(
            "\\{\"create\":\\{\"_index\":\""
                + Pattern.quote(target)
                + "\",\"_id\":\""
                + ID
                + "\"}}");
    List<LogDocument> documents = new ArrayList<>();
    int start = 0;
    int lines = 0;
    for (int i = 0; i < body.length; i++) {
      assertTrue(body[i] != '\r', "a carriage return at byte " + i);
      if (body[i] == '\n') {
        byte[] line = Arrays.copyOfRange(body, start, i);
        if (lines++ % 2 == 0) {
          String text = new String(line, StandardCharsets.UTF_8);
          assertTrue(action.matcher(text).matches(), () -> "no action of ours: " + text);
        } else {
          documents.add(document(line, constants));
        }
        start = i + 1;
      }
    }
    assertEquals(body.length, start, "the last line has no end");
    assertEquals(2 * documents.size(), lines, "an action without a document");
    return documents;
  }

  private static LogDocument document(byte[] line, Set<String> constants) {
    LogDocument document = LogDocument.parse(line);
    for (String name : document.namesUnder("")) {
      assertTrue(
          STATED.contain(name) || constants.contains(name), () -> name + " is stated nowhere");
    }
    return document;
  }
}
