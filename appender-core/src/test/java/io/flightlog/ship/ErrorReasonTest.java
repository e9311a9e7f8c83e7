package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The reasons are words of real servers. */
class ErrorReasonTest {
  @Test
  void hidesTheValuesThatServersQuoteAndKeepsFieldNames() {
    assertEquals(
        "[1:172] failed to parse field [event.duration] of type [long] in document with id '…'."
            + " Preview of field's value: …",
        ErrorReason.shown(
            "[1:172] failed to parse field [event.duration] of type [long] in document with id"
                + " 'm6EKTpsBnrlfHqa2HZrT'. Preview of field's value: 'hunter2 and it's [secret]'"));
    assertEquals(
        "For input string: '…'", ErrorReason.shown("For input string: \"4111 1111 1111 1111\""));
    assertEquals(
        "[x][0] primary shard is not active Timeout: [1s], request: [BulkShardRequest [[x][0]]"
            + " containing [index {…}",
        ErrorReason.shown(
            "[x][0] primary shard is not active Timeout: [1s], request: [BulkShardRequest [[x][0]]"
                + " containing [index {[x][1], source[{\"password\":\"hunter2\"}]}]]"));
    assertEquals(
        "Document contains at least one immense term in field='…'; prefix: […]",
        ErrorReason.shown(
            "Document contains at least one immense term in field=\"labels.a\"; prefix: ["
                + "104, ".repeat(30)
                + "]"));
  }

  @Test
  void cutsOnACharacterBorderAndLeavesNoControlCharacters() {
    assertNull(ErrorReason.shown(null));
    String emoji = "x".repeat(ErrorReason.MAX_CHARS - 1) + "\uD83D\uDE00 and more";
    assertEquals("x".repeat(ErrorReason.MAX_CHARS - 1) + "…", ErrorReason.shown(emoji));
    assertEquals("a b c d", ErrorReason.shown("a\nb\u001bc\u202ed"));
  }

  @Test
  void isQuickWithMegabytesOfQuotes() {
    String hostile = "'\"[{".repeat(1 << 20);
    String shown = ErrorReason.shown(hostile);
    assertTrue(shown != null && shown.length() <= ErrorReason.MAX_CHARS + 1);
  }
}
