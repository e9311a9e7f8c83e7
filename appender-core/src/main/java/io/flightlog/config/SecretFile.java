package io.flightlog.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Reads files that hold one secret, as Docker and Kubernetes mount them. Only their content tells
 * whether they have changed: Kubernetes swaps a symbolic link, and what is behind it may be as old
 * and as long as what was there before. Any thread; blocks.
 */
public final class SecretFile {
  private static final int MAX_BYTES = 64 << 10;
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+$");

  private SecretFile() {}

  /** A password as a file holds it: without the end of its line, but with blanks. */
  public static String password(String content) {
    return LINE_ENDS.matcher(content).replaceFirst("");
  }

  /**
   * The whole content.
   *
   * @throws IOException when it cannot be read, is longer than 64 KiB or no UTF-8; does not show it
   */
  public static String read(Path file) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES + 1);
    }
    if (content.length > MAX_BYTES) {
      throw new IOException("longer than 64 KiB");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
  }
}
