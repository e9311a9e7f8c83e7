package io.flightlog.log4j2;

import io.flightlog.testkit.LogCall;
import org.apache.logging.log4j.message.AsynchronouslyFormattable;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.StringBuilderFormattable;
import org.apache.logging.log4j.util.TriConsumer;

/**
 * The message of a call: a text of its own, and key-values beside it, each as it was given, which a
 * map would not hold.
 */
@AsynchronouslyFormattable
final class CallMessage extends MapMessage<CallMessage, Object> {
  private static final long serialVersionUID = 1L;

  private final transient Message text;
  private final transient LogCall call;

  private CallMessage(Message text, LogCall call) {
    this.text = text;
    this.call = call;
  }

  /** A plain message if the call has no key-values. */
  static Message of(LogCall call) {
    Message text = text(call);
    return call.keyValues().isEmpty() ? text : new CallMessage(text, call);
  }

  /** Whether nothing is to be filled in: then Log4j2 takes the text as it is. */
  static boolean isPlain(LogCall call) {
    return call.message() == null || call.argumentsOrEmpty().length == 0;
  }

  private static Message text(LogCall call) {
    return isPlain(call)
        ? new SimpleMessage(call.message())
        : new ParameterizedMessage(call.message(), call.arguments());
  }

  @Override
  public String getFormat() {
    return String.valueOf(call.message());
  }

  @Override
  public String getFormattedMessage() {
    return text.getFormattedMessage();
  }

  @Override
  public Throwable getThrowable() {
    return text.getThrowable();
  }

  @Override
  public void formatTo(StringBuilder buffer) {
    ((StringBuilderFormattable) text).formatTo(buffer);
  }

  @Override
  @SuppressWarnings("unchecked") // as in the superclass
  public <V, S> void forEach(TriConsumer<String, ? super V, S> action, S state) {
    call.keyValues().forEach(pair -> action.accept(pair.key(), (V) pair.value(), state));
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
