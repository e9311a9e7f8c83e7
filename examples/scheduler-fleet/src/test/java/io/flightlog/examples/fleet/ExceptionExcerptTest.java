package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionExcerptTest {
  private static final String TRACE =
      """
      java.lang.IllegalStateException: cannot book
      \tat a.B.c(B.java:1)
      \tat a.B.d(B.java:2)
      \tat a.B.e(B.java:3)
      Caused by: java.sql.SQLException: violated key
      \tat x.Y.z(Y.java:4)
      \tat x.Y.w(Y.java:5)
      \t... 12 more
      """;

  @Test
  void keepsEveryCauseWithItsFirstFrames() {
    assertEquals(
        List.of(
            "java.lang.IllegalStateException: cannot book",
            "    at a.B.c(B.java:1)",
            "Caused by: java.sql.SQLException: violated key",
            "    at x.Y.z(Y.java:4)"),
        ExceptionExcerpt.of(TRACE, 1));
  }

  @Test
  void keepsAllLinesOfAMessage() {
    assertEquals(
        List.of("a.B: first", "second", "    at a.B.c(B.java:1)"),
        ExceptionExcerpt.of("a.B: first\nsecond\n\tat a.B.c(B.java:1)\n", 1));
  }

  @Test
  void leavesOutATraceWithinAMessage() {
    assertEquals(
        List.of("a.B: of the server", "    at s.T.u(T.java:1)", "Caused by: c.D: why"),
        ExceptionExcerpt.of(
            """
            a.B: of the server
            \tat s.T.u(T.java:1)
            \tat s.T.v(T.java:2)

            [90000-252]
            \tat a.B.c(B.java:3)
            \t... 3 more
            Caused by: c.D: why
            """,
            1));
  }

  @Test
  void cutsALongMessage() {
    String line = ExceptionExcerpt.of("a.B: " + "x".repeat(500), 1).get(0);

    assertEquals(143, line.length());
  }
}
