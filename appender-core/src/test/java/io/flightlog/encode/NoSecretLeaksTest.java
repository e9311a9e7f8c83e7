package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.fail;

import io.flightlog.config.OptionValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Wherever a secret is put, and at whatever distance from a bound, no eight characters of it in a
 * row are in the bytes that leave the thread.
 */
class NoSecretLeaksTest {
  private static final int WINDOW = 8;
  private static final int MAX_MESSAGE = 400;
  private static final int MAX_STACK_TRACE = 900;

  /** The options' own bounds, those of keywords and of labels, and how far behind is looked. */
  private static final int[] BOUNDS = {
    MAX_MESSAGE, MAX_STACK_TRACE, 1024, 8192, MAX_MESSAGE + 4096, MAX_STACK_TRACE + 4096
  };

  /** Before the secret, it, behind it; only it must not be seen. */
  private record Planted(String before, String secret, String after) {
    String text() {
      return before + secret + after;
    }
  }

  private static final List<Planted> PLANTED =
      List.of(
          new Planted("Authorization: Bearer ", "abcdEFGHijkl0123._~+/=mnop", " "),
          new Planted("Bearer ", "q9w8e7r6t5y4u3i2o1p0".repeat(400), "\n"),
          new Planted("https://joe:", "s3cr3t-p4ssw0rd!", "@host:9200/"),
          new Planted(" ", "josephine.baker@mail.example.com", " "),
          new Planted("card ", "4111 1111 1111 1111", " "),
          new Planted("card ", "5500000000000004", ";"),
          new Planted("iban ", "DE89 3704 0044 0532 0130 00", " "),
          new Planted("jwt ", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3", " "),
          new Planted("key=own-", "Zx81Qq42Ww63Ee84", " "),
          new Planted(
              "k ",
              "-----BEGIN PRIVATE KEY-----\n"
                  + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n".repeat(20)
                  + "-----END PRIVATE KEY-----",
              " "));

  private final long seed = Long.getLong("flightlog.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void fromNoPlaceAtNoDistanceFromABound() {
    EcsWriter writer = Formats.with(NoSecretLeaksTest::mask).newWriter();
    for (int round = 0; round < 1500; round++) {
      Planted planted = PLANTED.get(random.nextInt(PLANTED.size()));
      int place = random.nextInt(9);
      int offset = offset(planted);
      String what = "seed " + seed + ", round " + round + ", place " + place + ", at " + offset;
      String text = filler(offset) + planted.text() + filler(random.nextInt(3) * 5000);
      writer.begin();
      writer.timestamp(round, 0);
      write(writer, place, text);
      writer.end();
      assertNothingOf(planted.secret, writer, what);
    }
  }

  private static void mask(OptionValues options) {
    options
        .set("maxMessageBytes", Integer.toString(MAX_MESSAGE))
        .set("maxStackTraceBytes", Integer.toString(MAX_STACK_TRACE))
        .addMask("all", null, null)
        .addMask(null, "(key=own-)[A-Za-z0-9]+", "$1***");
  }

  /** Mostly so that the secret lies across a bound. */
  private int offset(Planted planted) {
    int bound = BOUNDS[random.nextInt(BOUNDS.length)];
    int before = random.nextInt(Math.min(bound, planted.text().length() + 40));
    return random.nextInt(8) == 0 ? random.nextInt(40) : bound - before;
  }

  /**
   * One byte a character, so that bounds lie where they say; or of every width. Ends in a blank.
   */
  private String filler(int chars) {
    String[] words =
        random.nextBoolean()
            ? new String[] {"plain ", "a@b ", "x:y ", "- "}
            : new String[] {"plain ", "é ", "€ ", "😀 ", "\" ", "\n ", "\ud800 ", "x:y "};
    StringBuilder text = new StringBuilder(chars);
    while (text.length() < chars) {
      text.append(words[random.nextInt(words.length)]);
    }
    text.setLength(chars);
    if (chars > 0) {
      text.setCharAt(chars - 1, ' ');
    }
    return text.toString();
  }

  private void write(EcsWriter writer, int place, String text) {
    switch (place) {
      case 0 -> writer.message(text);
      case 1 -> writer.message(RandomEventsTest.builder(text));
      case 2 -> writer.keyValue("key", text);
      case 3 -> writer.keyValue("values", Map.of("a", text));
      case 4 -> writer.contextEntry("entry", text);
      case 5 -> writer.error(new IllegalStateException(text));
      case 6 -> writer.error(new Error(new IllegalStateException(new RuntimeException(text))));
      case 7 -> {
        Exception error = new Exception("outer", new Error(text));
        error.getCause().addSuppressed(new IllegalStateException("inner", new Error(text)));
        error.addSuppressed(new Error(text));
        writer.error(error);
      }
      default -> {
        writer.tag(text);
        writer.keyValue("event.reason", text);
        writer.keyValue("http.request.body.content", text);
      }
    }
  }

  private static void assertNothingOf(String secret, EcsWriter writer, String what) {
    String bytes = new String(writer.buffer(), 0, writer.length(), StandardCharsets.UTF_8);
    for (int i = 0; i + WINDOW <= secret.length() && i < 400; i++) {
      String window = secret.substring(i, i + WINDOW);
      if (!window.startsWith("-----") && bytes.contains(window)) {
        fail(what + ": " + window + " is in " + bytes);
      }
    }
  }
}
