package io.flightlog.encode;

import io.flightlog.mask.Masker;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code error.*} of a throwable; the stack trace last, as it is what may fill the event.
 * Runs user code ({@code getMessage()} and the like) and survives what it throws.
 */
final class ErrorWriter {
  private final int keywordBytes;
  private final int messageBytes;
  private final int stackTraceBytes;
  private final @Nullable Masker masker;

  ErrorWriter(EcsFormat format, @Nullable Masker masker) {
    this.keywordBytes = format.keywordBytes();
    this.messageBytes = format.maxMessageBytes();
    this.stackTraceBytes = format.maxStackTraceBytes();
    this.masker = masker;
  }

  void write(JsonWriter out, Throwable error) {
    out.text(EcsField.ERROR_TYPE.member, StackTraces.type(error), keywordBytes);
    out.text(EcsField.ERROR_ID.member, ErrorId.of(error), keywordBytes);
    String message = SafeText.of("getMessage()", error::getMessage);
    if (message != null) {
      String shown = masker == null ? message : masker.mask(message, messageBytes);
      out.text(EcsField.ERROR_MESSAGE.member, shown, messageBytes);
    }
    if (out.openText(EcsField.ERROR_STACK_TRACE.member, stackTraceBytes)) {
      new StackTraces(out, masker, stackTraceBytes).append(error);
      out.closeText();
    }
  }
}
