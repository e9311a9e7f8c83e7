package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.spool.Owner.Holder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerTest {
  private static final Holder HOLDER =
      new Holder(4711, 1_790_000_000_123L, "0a1b2c3d-boot", "pod-7.example");

  private static Owner owner(String text) {
    return new Owner("0123456789abcdef", HOLDER, text, "logs-a-default", text, text);
  }

  @Test
  void whateverItHoldsComesBackThroughAFile() {
    List<String> hostile =
        List.of(
            "",
            " leading and trailing ",
            "line\nfeed\r\nand\ttab\f",
            "key=value\nchecksum=00000000\npid=1",
            "\nchecksum=",
            "back\\slash \\n \\u0041 \\",
            "# no comment\n! neither",
            "größer 日本 😀 \u2028 \u0000 \u007f",
            "\"labels.a\":\"{=:}\",\"b\":1",
            "x".repeat(30_000));
    for (String text : hostile) {
      byte[] stored = owner(text).text().getBytes(StandardCharsets.UTF_8);
      assertEquals(owner(text), Owner.parse(new String(stored, StandardCharsets.UTF_8)), text);
    }
  }

  @Test
  void halfAnOwnerIsNone() {
    String text = owner("größer\n\\").text();
    for (int length = 0; length < text.length(); length++) {
      assertNull(Owner.parse(text.substring(0, length)), "cut at " + length);
    }
    assertNull(Owner.parse(text + "x"));
    assertNull(Owner.parse(text + "\n"));
  }

  @Test
  void aChangedCharacterIsNoticed() {
    String text = owner("constants").text();
    for (int at = 0; at < text.length(); at++) {
      StringBuilder changed = new StringBuilder(text);
      changed.setCharAt(at, text.charAt(at) == '7' ? '8' : '7');
      assertNull(Owner.parse(changed.toString()), "changed at " + at);
    }
    assertNull(Owner.parse("\u0000".repeat(text.length())), "a sector that was never written");
  }

  @Test
  void textThatIsNotOneIsNone() {
    for (String text : List.of("", "checksum=", "pid=1", "\\u00", "checksum=00000000\n")) {
      assertNull(Owner.parse(text), text);
    }
  }

  @Test
  void aProcessIsItselfAndNoOther() {
    Holder current = Holder.current();
    assertTrue(current.isSameAs(Holder.current()));
    assertEquals(ProcessHandle.current().pid(), current.pid());
    assertFalse(HOLDER.isSameAs(new Holder(4712, 1_790_000_000_123L, "0a1b2c3d-boot", "")));
    assertFalse(HOLDER.isSameAs(new Holder(4711, 1_790_000_000_124L, "0a1b2c3d-boot", "")));
    assertFalse(HOLDER.isSameAs(new Holder(4711, 1_790_000_000_123L, "another boot", "")));
    assertTrue(
        HOLDER.isSameAs(new Holder(4711, 1_790_000_000_123L, "0a1b2c3d-boot", "renamed")),
        "a host may change its name");
    assertFalse(current.isSameAs(current.nobody()));
  }

  @Test
  void anotherHolderChangesNothingElse() {
    Owner left = owner("same").heldBy(Holder.current().nobody());
    assertTrue(left.process().isNobody());
    assertEquals(owner("same"), left.heldBy(HOLDER));
    assertEquals(left, Owner.parse(left.text()));
  }
}
