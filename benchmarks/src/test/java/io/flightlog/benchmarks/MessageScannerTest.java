package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageScannerTest {
  @Test
  void findsEveryMessageOfABodyThatIsNotOfLines() {
    String push =
        """
        {"values":[["1","Order 12 of customer"],["2","another"],["3","Order 0013"],["4","Order x"]]}\
        """;
    List<Long> found = new ArrayList<>();
    MessageScanner.forEach(push.getBytes(StandardCharsets.UTF_8), found::add);
    assertEquals(List.of(12L, 13L), found);
  }

  @Test
  void aDocumentOfTheBareLoopHasItsSequenceInTheMessage() {
    byte[] document = PlainDocument.workload();
    assertEquals(4711, MessageScanner.first(document, 0, document.length));
  }
}
