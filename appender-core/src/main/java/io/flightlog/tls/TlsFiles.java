package io.flightlog.tls;

import io.flightlog.config.Passphrase;
import io.flightlog.config.SecretFile;
import io.flightlog.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the configured files hold, all read in one go: by content, so that neither a coarse clock
 * nor a symbolic link that is turned hides a change. Immutable.
 */
final class TlsFiles {
  private static final int MAX_BYTES = 1 << 20;

  private final Map<Path, byte[]> contents;
  private final byte[] digest;

  private TlsFiles(Map<Path, byte[]> contents, byte[] digest) {
    this.contents = contents;
    this.digest = digest;
  }

  /** The options that name files, with the files. */
  static Map<String, Path> of(TlsConfig config) {
    Map<String, @Nullable Path> all = new LinkedHashMap<>();
    all.put("tls.caFile", config.caFile());
    all.put("tls.trustStoreFile", config.trustStoreFile());
    all.put("tls.trustStorePasswordFile", file(config.trustStorePassword()));
    all.put("tls.certificateFile", config.certificateFile());
    all.put("tls.keyFile", config.keyFile());
    all.put("tls.keyPasswordFile", file(config.keyPassword()));
    Map<String, Path> named = new LinkedHashMap<>();
    all.forEach(
        (option, path) -> {
          if (path != null) {
            named.put(option, path);
          }
        });
    return named;
  }

  /**
   * Blocks.
   *
   * @throws MaterialException when one cannot be read
   */
  static TlsFiles read(Map<String, Path> files) throws MaterialException {
    Map<Path, byte[]> contents = new HashMap<>();
    MessageDigest digest = sha256();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      byte[] content = read(file.getKey() + " " + file.getValue(), file.getValue());
      contents.put(file.getValue(), content);
      digest.update(sha256().digest(content));
    }
    return new TlsFiles(contents, digest.digest());
  }

  boolean sameAs(@Nullable TlsFiles other) {
    return other != null && MessageDigest.isEqual(digest, other.digest);
  }

  byte[] content(Path file) {
    byte[] content = contents.get(file);
    if (content == null) {
      throw new IllegalArgumentException("not one of the files: " + file);
    }
    return content;
  }

  /** In the clear, or null when there is none. */
  char @Nullable [] password(@Nullable Passphrase passphrase) {
    if (passphrase == null) {
      return null;
    }
    Path file = passphrase.file();
    return file == null
        ? passphrase.text().toCharArray()
        : SecretFile.password(new String(content(file), StandardCharsets.UTF_8)).toCharArray();
  }

  private static byte[] read(String which, Path file) throws MaterialException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new MaterialException(which + ": longer than " + MAX_BYTES + " bytes");
      }
      return content;
    } catch (NoSuchFileException missing) {
      throw new MaterialException(which + ": there is no such file", missing);
    } catch (IOException unreadable) {
      throw new MaterialException(which + ": cannot be read: " + unreadable, unreadable);
    }
  }

  private static @Nullable Path file(@Nullable Passphrase passphrase) {
    return passphrase == null ? null : passphrase.file();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
