package io.flightlog.log4j2;

import io.flightlog.testkit.EncoderContract;
import io.flightlog.testkit.ExactDocumentCases;
import io.flightlog.testkit.LogCall;
import org.junit.jupiter.api.Nested;

/** The encoder writes what every front-end writes, whichever events Log4j2 hands it. */
class Log4jEncoderContractTest {
  private final Encoding encoding = Encoding.withDefaults();

  @Nested
  class EventsThatMayBeKept extends EncoderContract implements ExactDocumentCases {
    @Override
    public byte[] encode(LogCall call) {
      return encoding.encode(Events.of(call));
    }
  }

  @Nested
  class EventsThatAreUsedAgain extends EncoderContract implements ExactDocumentCases {
    @Override
    public byte[] encode(LogCall call) {
      return encoding.encode(Events.reusable(call));
    }
  }
}
