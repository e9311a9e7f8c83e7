package io.flightlog.metrics;

/**
 * Text of the outside (a server's words, the name of a file, a host or a key) as a message may show
 * it: on one line, without what a terminal or an editor would obey. Control characters of both
 * blocks, formatting characters such as those that turn the reading direction, line and paragraph
 * separators and halves of surrogate pairs become spaces. Stateless.
 */
public final class Printable {
  private Printable() {}

  /**
   * @param maxChars longer text is cut on a character border and then ends in {@code …}
   */
  public static String of(String text, int maxChars) {
    String cut = cut(text, maxChars);
    return cut.codePoints().allMatch(Printable::isHarmless) ? cut : replaced(cut);
  }

  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end) + "…";
  }

  private static String replaced(String text) {
    return text.codePoints()
        .map(c -> isHarmless(c) ? c : ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
