package io.flightlog.logback;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A secret that is looked for, in every form that a program may give it: as it is, part of it,
 * encoded for URLs, and within the Base64 of something longer, whatever stands before it. Upper and
 * lower case are the same, for a program may change them.
 */
final class Sentinel {
  /** Its characters are among those that encodings change. */
  static final String SECRET = "S3nt1nelAlpha/+Om3gaW0rd~x";

  private static final List<String> PARTS = List.of("S3nt1nel", "Om3gaW0rd");

  private final Map<String, String> forms = new LinkedHashMap<>();

  Sentinel() {
    put("plain", SECRET);
    PARTS.forEach(part -> put("part " + part, part));
    put("for URLs", URLEncoder.encode(SECRET, StandardCharsets.UTF_8));
    for (int before = 0; before < 3; before++) {
      put("Base64 behind " + before, base64(before));
      put("Base64 for URLs behind " + before, base64(before).replace('+', '-').replace('/', '_'));
    }
  }

  /** The characters that do not depend on what stands before and behind. */
  static String base64(int before) {
    byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
    byte[] padded = Arrays.copyOf(new byte[before], before + secret.length);
    System.arraycopy(secret, 0, padded, before, secret.length);
    int first = (before * 8 + 5) / 6;
    return Base64.getEncoder().encodeToString(padded).substring(first, padded.length * 8 / 6);
  }

  /** Names of the forms in which a text holds it. */
  List<String> formsIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return forms.entrySet().stream()
        .filter(form -> lower.contains(form.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void put(String name, String form) {
    forms.put(name, form.toLowerCase(Locale.ROOT));
  }
}
