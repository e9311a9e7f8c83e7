package io.flightlog.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the place of a match, read once: texts and groups of the match, in the syntax of
 * RE2/J's {@code appendReplacement}: <code>$1</code>, <code>${name}</code>, and {@code \} before a
 * character that is meant literally. Nothing in the logged text is read as such. Immutable.
 */
final class Replacement {
  private record Piece(String text, int group) {}

  private static final int NO_GROUP = -1;

  private final List<Piece> pieces = new ArrayList<>();
  private final @Nullable String constant;

  /**
   * @throws IllegalArgumentException that says which group the pattern does not have
   */
  Replacement(String text, Pattern pattern) {
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        literal.append(text.charAt(at++));
      } else if (c == '$' && at < text.length() && Ascii.isDigit(text.charAt(at))) {
        at = addNumbered(text, at, pattern.groupCount(), literal);
      } else if (c == '$' && at < text.length() && text.charAt(at) == '{') {
        at = addNamed(text, at + 1, pattern, literal);
      } else {
        literal.append(c);
      }
    }
    constant = pieces.isEmpty() ? literal.toString() : null;
    pieces.add(new Piece(literal.toString(), NO_GROUP));
  }

  String of(Matcher match) {
    if (constant != null) {
      return constant;
    }
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(piece.text);
      String group = piece.group == NO_GROUP ? null : match.group(piece.group);
      if (group != null) {
        text.append(group);
      }
    }
    return text.toString();
  }

  /** Further digits belong to the number as long as the pattern has such a group. */
  private int addNumbered(String text, int from, int groups, StringBuilder literal) {
    int number = text.charAt(from) - '0';
    int at = from + 1;
    while (at < text.length()
        && Ascii.isDigit(text.charAt(at))
        && number * 10 + text.charAt(at) - '0' <= groups) {
      number = number * 10 + text.charAt(at) - '0';
      at++;
    }
    if (number > groups) {
      throw new IllegalArgumentException(
          "made of groups that the pattern has ($" + number + " is none of its " + groups + ")");
    }
    add(literal, number);
    return at;
  }

  private int addNamed(String text, int from, Pattern pattern, StringBuilder literal) {
    int end = text.indexOf('}', from);
    Integer number = end < 0 ? null : pattern.namedGroups().get(text.substring(from, end));
    if (number == null) {
      throw new IllegalArgumentException(
          "made of groups that the pattern has (${" + text.substring(from) + " is none)");
    }
    add(literal, number);
    return end + 1;
  }

  private void add(StringBuilder literal, int group) {
    pieces.add(new Piece(literal.toString(), group));
    literal.setLength(0);
  }
}
