package io.flightlog.encode;

/**
 * Writes {@code error.*} of a throwable; the stack trace last, as it is what may fill the event.
 * Runs user code ({@code getMessage()} and the like) and survives what it throws.
 */
final class ErrorWriter {
  private final int keywordBytes;
  private final int messageBytes;
  private final int stackTraceBytes;

  ErrorWriter(int keywordBytes, int messageBytes, int stackTraceBytes) {
    this.keywordBytes = keywordBytes;
    this.messageBytes = messageBytes;
    this.stackTraceBytes = stackTraceBytes;
  }

  void write(JsonWriter out, Throwable error) {
    out.text(EcsField.ERROR_TYPE.member, StackTraces.type(error), keywordBytes);
    out.text(EcsField.ERROR_ID.member, ErrorId.of(error), keywordBytes);
    String message = SafeText.of("getMessage()", error::getMessage);
    if (message != null) {
      out.text(EcsField.ERROR_MESSAGE.member, message, messageBytes);
    }
    if (out.openText(EcsField.ERROR_STACK_TRACE.member, stackTraceBytes)) {
      new StackTraces(out).append(error);
      out.closeText();
    }
  }
}
