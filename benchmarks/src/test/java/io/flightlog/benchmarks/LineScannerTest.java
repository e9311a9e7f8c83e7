package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineScannerTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 1000})
  void findsEachSequenceHoweverTheStreamIsCut(int piece) throws IOException {
    String lines =
        """
        {"@timestamp":"2026-11-25T10:00:00Z","message":"Order 0 of customer","level":"INFO"}
        {"message":"Order 1234567 of customer"}
        {"message":"another"}
        {"message":"Order x"}
        {"message":"Order 5 of a line that does not end""";
    List<Long> found = new ArrayList<>();
    LineScanner scanner = new LineScanner(found::add);
    InputStream in =
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(piece, length));
          }
        };
    long bytes = 0;
    for (int read; (read = scanner.readFrom(in)) >= 0; ) {
      bytes += read;
    }
    assertEquals(List.of(0L, 1_234_567L, -1L, -1L), found);
    assertEquals(lines.length(), bytes);
  }
}
