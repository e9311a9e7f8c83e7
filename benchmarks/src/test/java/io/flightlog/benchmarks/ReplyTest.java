package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  @Test
  void readsWhatItWrote() {
    Reply reply = new Reply("logged", Map.of("p50", 110L, "lastNanos", -5L));
    assertEquals(reply, Reply.parse(reply.toString()));
    assertEquals(110, reply.number("p50"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10:00:01 |-WARN in Appender - dropped",
        "logged p50=",
        "logged p50=1.5",
        "logged p50=1 ",
        "logged p50=1 p50=2",
        "logged p50=1000000000000000000000"
      })
  void refusesAnythingElse(String line) {
    assertThrows(TrialFailedException.class, () -> Reply.parse(line));
  }

  @Test
  void aMissingNumberIsNotZero() {
    Reply reply = Reply.parse("logged");
    assertThrows(TrialFailedException.class, () -> reply.number("p50"));
  }
}
