package io.flightlog.mask;

/**
 * Finds IBANs: a country that has them, two digits, and as many letters and digits as the country
 * says, in either case, single blanks or dashes between them, right by ISO 7064 (mod 97). No letter
 * or digit stands before one. By hand, as the length depends on the country. Stateless.
 */
final class IbanFinder implements Finder {
  /** Country and length, from the registry of SWIFT, release 99. */
  private static final String COUNTRIES =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
          + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21"
          + " HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27"
          + " MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24"
          + " RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22"
          + " VG24 XK20 YE30";

  private static final byte[] LENGTHS = new byte[26 * 26];

  static {
    for (String country : COUNTRIES.split(" ", -1)) {
      LENGTHS[place(country.charAt(0), country.charAt(1))] = Byte.parseByte(country.substring(2));
    }
  }

  @Override
  public void find(CharSequence text, int end, Spans found) {
    int length = text.length();
    boolean more = true;
    for (int i = 2; i + 1 < length && i - 2 < end && more; i++) {
      if (Ascii.isDigit(text.charAt(i))
          && Ascii.isDigit(text.charAt(i + 1))
          && beginsAt(text, i - 2)) {
        int stop = end(text, i - 2);
        more = stop < 0 || found.add(i - 2, stop, Masker.HIDDEN);
      }
    }
  }

  private static boolean beginsAt(CharSequence text, int start) {
    return Ascii.isLetter(text.charAt(start))
        && Ascii.isLetter(text.charAt(start + 1))
        && (start == 0 || !isPart(text.charAt(start - 1)));
  }

  /** Where the IBAN that begins at {@code start} ends; -1 when it is none. */
  private static int end(CharSequence text, int start) {
    int left =
        LENGTHS[place(Ascii.upper(text.charAt(start)), Ascii.upper(text.charAt(start + 1)))] - 4;
    int rest = 0;
    int at = start + 4;
    while (left > 0) {
      if (at == text.length()) {
        return -1;
      }
      char c = text.charAt(at++);
      if (isPart(c)) {
        rest = append(rest, c);
        left--;
      } else if ((c != ' ' && c != '-') || !isPart(text.charAt(at - 2))) {
        return -1;
      }
    }
    for (int i = start; i < start + 4; i++) {
      rest = append(rest, text.charAt(i));
    }
    return left == 0 && rest == 1 ? at : -1;
  }

  /** The remainder by 97 when the value of {@code c} is written behind a number. */
  private static int append(int rest, char c) {
    return Ascii.isDigit(c)
        ? (rest * 10 + c - '0') % 97
        : (rest * 100 + Ascii.upper(c) - 'A' + 10) % 97;
  }

  private static int place(char first, char second) {
    return (first - 'A') * 26 + second - 'A';
  }

  private static boolean isPart(char c) {
    return Ascii.isDigit(c) || Ascii.isLetter(c);
  }
}
