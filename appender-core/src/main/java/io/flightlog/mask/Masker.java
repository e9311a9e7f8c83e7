package io.flightlog.mask;

import java.util.List;

/**
 * Replaces secrets in texts, before they are cut to their bounds: a cut could leave half of one
 * that nobody recognizes. Every rule looks at the text as it was logged; what rules cover together
 * becomes one {@value #HIDDEN}. Time is linear in the part that is looked at. Belongs to one
 * writer; one caller at a time; allocates for texts with secrets, and little for those that might
 * have some.
 */
public final class Masker {
  /** What stands for a secret. */
  public static final String HIDDEN = "***";

  /**
   * How far behind the last character that can be kept a text is looked at: a secret that is longer
   * may not be recognized when it begins before that character.
   */
  static final int MARGIN = 4096;

  private final Finder[] finders;
  private final double leastNumber;
  private final Spans found = new Spans();
  private boolean cut;

  public Masker(List<MaskRule> rules) {
    finders = rules.stream().flatMap(rule -> rule.newFinders().stream()).toArray(Finder[]::new);
    leastNumber =
        rules.stream().mapToDouble(MaskRule::leastNumber).min().orElse(Double.POSITIVE_INFINITY);
  }

  /** Forgets the last event. */
  public void begin() {
    cut = false;
  }

  /** Whether a text was cut since {@link #begin}: ends in {@code …} though the writer had room. */
  public boolean cut() {
    return cut;
  }

  /**
   * Whether a number, written down, may hold a secret; if not, nobody need write it down to look.
   */
  public boolean mayHideIn(double number) {
    return !(Math.abs(number) < leastNumber);
  }

  /**
   * The text with its secrets replaced, or itself when it has none.
   *
   * @param maxBytes where the writer will cut it: what is far behind that is not looked at, and
   *     left out of a text with secrets
   */
  public String mask(String text, int maxBytes) {
    boolean whole = isWhole(text, maxBytes);
    String seen = whole ? text : text.substring(0, maxBytes + MARGIN);
    int end = whole ? text.length() : keptEnd(text, maxBytes);
    return hasSecrets(seen, end) ? replaced(seen, end, whole) : text;
  }

  /** As above; what is neither String nor StringBuilder is copied, so that it is read once. */
  public CharSequence mask(CharSequence text, int maxBytes) {
    if (text instanceof String string) {
      return mask(string, maxBytes);
    }
    boolean whole = isWhole(text, maxBytes);
    if (!whole || !(text instanceof StringBuilder)) {
      int length = whole ? text.length() : maxBytes + MARGIN + 1;
      return mask(new StringBuilder(length).append(text, 0, length).toString(), maxBytes);
    }
    int end = text.length();
    return hasSecrets(text, end) ? replaced(text, end, true) : text;
  }

  private static boolean isWhole(CharSequence text, int maxBytes) {
    return text.length() - MARGIN <= maxBytes;
  }

  private static int keptEnd(CharSequence text, int maxChars) {
    return Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
  }

  private boolean hasSecrets(CharSequence text, int end) {
    found.begin(text.length());
    for (Finder finder : finders) {
      found.beginFinder();
      finder.find(text, end, found);
    }
    return !found.isEmpty();
  }

  private String replaced(CharSequence text, int end, boolean whole) {
    StringBuilder out = new StringBuilder(end);
    found.replace(text, end, out);
    if (!whole) {
      cut = true;
      out.append('…');
    }
    return out.toString();
  }
}
