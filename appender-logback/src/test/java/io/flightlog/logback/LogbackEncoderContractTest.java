package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flightlog.testkit.EncoderContract;
import io.flightlog.testkit.ExactDocumentCases;
import io.flightlog.testkit.LogCall;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The encoder writes what every front-end writes. */
class LogbackEncoderContractTest extends EncoderContract implements ExactDocumentCases {
  private static final long DEEP_STACK_BYTES = 256L << 20;

  private final Events events = new Events();
  private final Encoding encoding = Encoding.withDefaults();

  @Override
  public byte[] encode(LogCall call) {
    return encoding.encode(events.of(call));
  }

  /**
   * Logback asks for the message of a throwable when it makes the event, before any appender: the
   * application gets the exception. Should that change, the contract holds for us too.
   */
  @Test
  @Override
  public void aThrowableWhoseMethodsThrowStillGivesADocument() {
    assertThrows(
        UnsupportedOperationException.class, super::aThrowableWhoseMethodsThrowStillGivesADocument);
  }

  /** Logback recurses from cause to cause when it makes the event; that alone needs the stack. */
  @Test
  @Override
  public void tenThousandCausesStayUnderTheBound() {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread deep =
        new Thread(null, super::tenThousandCausesStayUnderTheBound, "deep", DEEP_STACK_BYTES);
    deep.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
    deep.start();
    try {
      deep.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    assertNull(failure.get());
  }
}
