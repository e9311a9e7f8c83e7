package io.flightlog.ship;

import io.flightlog.ship.SocketServer.Connection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** What a hostile server does once it has read a request. */
enum Misdeed {
  HEADERS_WITHOUT_END {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, Head.OK, "x-a: b\r\n");
    }
  },
  A_HEADER_WITHOUT_END {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, Head.OK + "x-a: ", "b".repeat(100));
    }
  },
  A_FOLDED_HEADER_WITHOUT_END {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, Head.OK + "x-a: b\r\n", " folded\r\n");
    }
  },
  A_STATUS_LINE_WITHOUT_END {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, "HTTP/1.1 200 ", "very ");
    }
  },
  EMPTY_LINES_WITHOUT_END {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, "", "\r\n");
    }
  },
  CONTINUE_FOR_EVER {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, "", "HTTP/1.1 100 Continue\r\n\r\n");
    }
  },
  EARLY_HINTS_FOR_EVER {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, "", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n");
    }
  },
  A_BODY_THAT_IS_TOO_LONG {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, Head.CHUNKED, "3e8\r\n" + " ".repeat(1000) + "\r\n");
    }
  },
  A_CHUNK_EXTENSION_WITHOUT_END {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, Head.CHUNKED + "1;", "a=b;");
    }
  },
  TRAILERS_WITHOUT_END {
    @Override
    void answer(Connection to) throws IOException {
      endlessly(to, Head.CHUNKED + "2\r\n{}\r\n0\r\n", "x-a: b\r\n");
    }
  },
  A_GZIP_BOMB {
    @Override
    void answer(Connection to) throws IOException {
      byte[] bomb = zipped("{\"a\":\"", " ".repeat(1 << 20), 256, "\"}");
      to.answer(200, "content-encoding: gzip\r\n", bomb);
    }
  },
  EMPTY_GZIP_MEMBERS {
    @Override
    void answer(Connection to) throws IOException {
      byte[] empty = zipped("", "", 0, "");
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < 50_000; i++) {
        all.writeBytes(empty);
      }
      to.answer(200, "content-encoding: gzip\r\n", all.toByteArray());
    }
  },
  MILLIONS_OF_NAMES {
    @Override
    void answer(Connection to) throws IOException {
      StringBuilder names = new StringBuilder("{");
      for (int i = 0; i < 100_000; i++) {
        names.append("\"n").append(i).append("\":0,");
      }
      to.answer(200, names.append("\"z\":0}").toString());
    }
  },
  DEEP_NESTING {
    @Override
    void answer(Connection to) throws IOException {
      to.answer(200, "{\"items\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}");
    }
  },
  A_LONG_NUMBER {
    @Override
    void answer(Connection to) throws IOException {
      to.answer(200, "{\"items\":[{\"create\":{\"status\":" + "9".repeat(500_000) + "}}]}");
    }
  },
  CONTENT_LENGTH_TOO_LONG {
    @Override
    void answer(Connection to) throws IOException {
      to.write(Head.OK + "content-length: 9223372036854775807\r\n\r\n{\"errors\":false}");
      to.awaitEnd();
    }
  },
  CONTENT_LENGTH_TOO_SHORT {
    @Override
    void answer(Connection to) throws IOException {
      to.write(Head.OK + "content-length: 5\r\n\r\n{\"errors\":false,\"items\":[]}");
    }
  },
  CONTENT_LENGTH_NEGATIVE {
    @Override
    void answer(Connection to) throws IOException {
      to.write(Head.OK + "content-length: -5\r\n\r\n{}");
    }
  },
  RETRY_AFTER_NONSENSE {
    @Override
    void answer(Connection to) throws IOException {
      to.answer(503, "retry-after: 999999\r\nretry-after: -1 \u00a0never\r\n", new byte[0]);
    }
  },
  ANOTHER_PROTOCOL {
    @Override
    void answer(Connection to) throws IOException {
      to.write("SSH-2.0-\u001b[31mOpenSSH\u202e\r\n");
      to.awaitEnd();
    }
  },
  A_REASON_FOR_THE_TERMINAL {
    @Override
    void answer(Connection to) throws IOException {
      to.answer(
          503,
          "{\"error\":{\"type\":\"\\u001b[2Jbad\\u202e\",\"reason\":\"\\u009b31m\\r\\n"
              + "x".repeat(100_000)
              + "\"}}");
    }
  },
  HEAD_BYTE_BY_BYTE {
    @Override
    void answer(Connection to) throws IOException {
      dribble(to, Head.OK + "x-long: " + "y".repeat(1000));
    }
  },
  BODY_BYTE_BY_BYTE {
    @Override
    void answer(Connection to) throws IOException {
      to.write(Head.OK + "content-length: 1000\r\n\r\n");
      dribble(to, " ".repeat(1000));
    }
  };

  private static final class Head {
    static final String OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    static final String CHUNKED = OK + "transfer-encoding: chunked\r\n\r\n";
  }

  abstract void answer(Connection to) throws IOException;

  /** Until the client has had enough. */
  private static void endlessly(Connection to, String first, String again) throws IOException {
    to.write(first);
    byte[] bytes = again.repeat(1 + 4096 / again.length()).getBytes(StandardCharsets.UTF_8);
    while (true) {
      to.write(bytes);
    }
  }

  private static void dribble(Connection to, String text) throws IOException {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      to.write(new byte[] {b});
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static byte[] zipped(String first, String again, int times, String last)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(first.getBytes(StandardCharsets.UTF_8));
      byte[] bytes = again.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < times; i++) {
        gzip.write(bytes);
      }
      gzip.write(last.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}
