package io.flightlog.ship;

import java.io.IOException;

/** The answer would not fit its bound; a smaller request has a shorter one. */
final class AnswerTooLongException extends IOException {
  private static final long serialVersionUID = 1;

  AnswerTooLongException(int bound) {
    super("the answer is longer than " + bound + " bytes");
  }
}
