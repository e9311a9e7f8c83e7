package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.MessageConstraintException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an answer may take, on the wire and unpacked, and that reading one never throws. */
@Timeout(180)
class AnswerBoundsTest {
  private final BulkAnswerReader reader = new BulkAnswerReader(UnaryOperator.identity());
  private final BulkAnswer answer = new BulkAnswer();

  @ParameterizedTest
  @EnumSource(
      names = {
        "HEADERS_WITHOUT_END",
        "A_HEADER_WITHOUT_END",
        "A_FOLDED_HEADER_WITHOUT_END",
        "A_STATUS_LINE_WITHOUT_END",
        "EMPTY_LINES_WITHOUT_END",
        "A_CHUNK_EXTENSION_WITHOUT_END",
        "TRAILERS_WITHOUT_END"
      })
  void whatHasNoEndIsCutAtItsBoundAndNotByTime(Misdeed misdeed) throws Exception {
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readRequest();
                  misdeed.answer(connection);
                });
        Rest5BulkClient client = Wire.open(Wire.options(server.url()))) {
      Outcome outcome = new Outcome();
      client.send(0, Wire.bulk(), outcome);
      assertInstanceOf(MessageConstraintException.class, outcome.awaitFailure());
    }
  }

  @Test
  void anAnswerThatUnpacksToTooMuchIsTooLongAndOneWithinIsRead() throws IOException {
    assertTrue(read(padded(AnswerJson.MAX_UNPACKED_BYTES - (64 << 10)), 1));
    assertEquals(201, answer.status(0));
    assertFalse(reader.wasTooLong());
    assertFalse(read(padded(AnswerJson.MAX_UNPACKED_BYTES + (64 << 10)), 1));
    assertTrue(reader.wasTooLong());
    assertTrue(read(packed(Wire.OK), 1));
    assertFalse(reader.wasTooLong());
  }

  @Test
  void anAnswerOfTooManyNamesIsTooLongWhereverTheyStand() throws IOException {
    for (String place : new String[] {"{%s}", "{\"x\":[{%s}]}", "{\"items\":[{%s}]}"}) {
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < AnswerJson.MAX_NAMES; i++) {
        names.append("\"n").append(i).append("\":{},");
      }
      assertFalse(read(packed(place.formatted(names + "\"last\":1")), 1), place);
      assertTrue(reader.wasTooLong(), place);
    }
  }

  /** The JDK's own reader calls itself for each member: some thousand overflow the stack. */
  @Test
  void emptyGzipMembersDoNotOverflowTheStack() throws IOException {
    byte[] empty = packed("");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 50_000; i++) {
      all.writeBytes(empty);
    }
    all.writeBytes(packed(Wire.OK));
    assertFalse(read(all.toByteArray(), 1));
    assertFalse(AnswerJson.isObject(new HttpAnswer(200, all.toByteArray(), all.size(), 0)));
  }

  @Test
  void gzipWithEveryPartOfAHeaderIsReadAndNoCutOfItIs() throws IOException {
    ByteArrayOutputStream full = new ByteArrayOutputStream();
    full.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3});
    full.writeBytes(new byte[] {3, 0, 'a', 'b', 'c', 'n', 'a', 'm', 'e', 0, 'c', 0, 77, 77});
    byte[] plain = packed(Wire.OK);
    full.write(plain, 10, plain.length - 10);
    byte[] whole = full.toByteArray();
    assertTrue(read(whole, 1));
    assertEquals(201, answer.status(0));
    for (int length = 0; length < whole.length; length++) {
      assertFalse(read(Arrays.copyOf(whole, length), 1), "cut at " + length);
    }
    for (int i = 0; i < 8; i++) {
      byte[] damaged = whole.clone();
      damaged[whole.length - 1 - i] ^= 1;
      assertFalse(read(damaged, 1), "damaged checksum or length");
    }
  }

  @Test
  void readingNeverThrowsWhateverComes() throws IOException {
    long seed = Long.getLong("flightlog.seed", System.nanoTime());
    System.out.println("flightlog.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 5_000; round++) {
      byte[] body = random(random);
      HttpAnswer hostile = new HttpAnswer(200, body, body.length, 0);
      try {
        boolean understood = reader.read(hostile, 4, answer);
        assertTrue(answer.itemCount() <= 4);
        assertTrue(!understood || AnswerJson.isObject(hostile));
        AnswerJson.findNumber(hostile, "status");
        for (int i = 0; i < answer.itemCount(); i++) {
          Verdict.ofItem(answer.status(i), answer.errorType(i), answer.isRedirected(i));
          assertShowable(answer.describe(i));
        }
        assertShowable(answer.wholeError());
      } catch (RuntimeException | Error failed) {
        throw new AssertionError("seed " + seed + ", round " + round, failed);
      }
    }
  }

  private static void assertShowable(String text) {
    assertTrue(text.length() <= 2 * ErrorReason.MAX_CHARS + 20, text);
    assertTrue(
        text.codePoints()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE),
        text);
  }

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"items\":[",
    "{\"create\":{",
    "\"status\":",
    "\"error\":{",
    "\"type\":\"a\\u001bb\",",
    "\"reason\":\"\\ud800\\u202e'{[\",",
    "\"failure_store\":\"used\"",
    "201",
    "-1",
    "1e999",
    "99999999999",
    "null",
    "true",
    "\"",
    "\\",
    "\u0000",
    "\u00ff",
    "}}",
    "]}",
    "\ufeff",
    " ",
    "{\"error\":\"plain\"}",
    "//",
    "NaN",
    "caused_by"
  };

  /** A sound answer with damage, or pieces of answers in any order; packed now and then. */
  private static byte[] random(SplittableRandom random) throws IOException {
    byte[] body;
    if (random.nextBoolean()) {
      body = ScriptedBulkClient.items(201, 400, 429, 503).getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(4); i > 0; i--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
    } else {
      StringBuilder text = new StringBuilder("{");
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      body = text.toString().getBytes(StandardCharsets.UTF_8);
    }
    if (random.nextInt(4) == 0) {
      body = packed(body);
      body[random.nextInt(body.length)] ^=
          (byte) (random.nextBoolean() ? 0 : 1 << random.nextInt(8));
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
  }

  private boolean read(byte[] body, int maxItems) {
    return reader.read(new HttpAnswer(200, body, body.length, 0), maxItems, answer);
  }

  private static byte[] padded(int length) throws IOException {
    return packed("{\"a\":\"" + "x".repeat(length) + "\"," + Wire.OK.substring(1));
  }

  private static byte[] packed(String text) throws IOException {
    return packed(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
