package io.flightlog.encode;

import io.flightlog.mask.Masker;
import java.math.BigDecimal;

/** A value of a key-value without its secrets. Stateless; runs code of the application's. */
final class MaskedValue {
  /** Longer than any number that fits a double, written out. */
  private static final int MAX_NUMBER_CHARS = 400;

  private MaskedValue() {}

  /** The number itself when it holds no secret; else a text, whole or masked. */
  static Object of(Object value, Masker masker, int maxBytes) {
    if (value instanceof Number number) {
      return of(number, masker);
    }
    String text = value instanceof String string ? string : SafeText.of(value);
    return masker.mask(text, maxBytes);
  }

  private static Object of(Number number, Masker masker) {
    if (hasOwnText(number) && !masker.mayHideIn(number.doubleValue())) {
      return number;
    }
    String text = writtenOut(SafeText.of(number));
    String masked = masker.mask(text, MAX_NUMBER_CHARS);
    return masked.equals(text) ? number : masked;
  }

  /** Whether the double value tells how large it is; other types may say what they like. */
  private static boolean hasOwnText(Number number) {
    return TypedValues.isWhole(number) || number instanceof Double || number instanceof Float;
  }

  /** Without an exponent, so that its digits stand as somebody would write them. */
  private static String writtenOut(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > MAX_NUMBER_CHARS ? text : number.toPlainString();
    } catch (NumberFormatException noNumber) {
      return text;
    }
  }
}
