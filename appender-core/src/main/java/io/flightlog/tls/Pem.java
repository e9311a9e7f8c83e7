package io.flightlog.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One encoded object of a PEM file (RFC 7468, strict within an object; text between objects is
 * skipped, as files that tools write have some).
 */
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";

  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----");

  private final String label;
  private final byte[] der;

  private Pem(String label, byte[] der) {
    this.label = label;
    this.der = der;
  }

  /** Such as {@value #CERTIFICATE}. */
  String label() {
    return label;
  }

  /** What is encoded; not copied. */
  byte[] der() {
    return der;
  }

  /**
   * In the order of the file.
   *
   * @param file names it in messages, with the option
   */
  static List<Pem> parse(byte[] content, String file) throws MaterialException {
    List<Pem> objects = new ArrayList<>();
    String label = null;
    StringBuilder body = new StringBuilder();
    List<String> lines = new String(content, StandardCharsets.ISO_8859_1).lines().toList();
    for (String raw : lines) {
      String line = raw.strip();
      Matcher begin = BEGIN.matcher(line);
      if (label == null) {
        label = begin.matches() ? begin.group(1) : null;
      } else if (line.equals("-----END " + label + "-----")) {
        objects.add(new Pem(label, decode(body, label, file)));
        label = null;
        body.setLength(0);
      } else if (line.startsWith("-----")) {
        throw new MaterialException(file + ": the " + label + " in it has no end");
      } else {
        body.append(line);
      }
    }
    if (label != null) {
      throw new MaterialException(file + ": the " + label + " in it has no end");
    }
    return objects;
  }

  private static byte[] decode(StringBuilder body, String label, String file)
      throws MaterialException {
    if (body.indexOf(":") >= 0) {
      throw new MaterialException(
          file
              + ": the "
              + label
              + " in it has headers, as keys of an old format have; convert it with openssl pkcs8"
              + " -topk8");
    }
    try {
      return Base64.getDecoder().decode(body.toString());
    } catch (IllegalArgumentException malformed) {
      // without the cause: it may quote a character of a key
      throw new MaterialException(file + ": the " + label + " in it is damaged: not Base64");
    }
  }
}
