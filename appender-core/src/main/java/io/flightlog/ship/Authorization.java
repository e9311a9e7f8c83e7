package io.flightlog.ship;

import io.flightlog.config.ConfigException;
import io.flightlog.config.Credentials;
import io.flightlog.config.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Authorization} header of all requests. A secret in a file is read before each of them,
 * so a new one is in force with the next request, whether the last was refused or not; a file that
 * cannot be read leaves the last secret in force. Reading blocks: only the thread where exchanges
 * begin prepares.
 */
final class Authorization {
  private final @Nullable Credentials credentials;
  private final Secrets secrets;
  private final HiddenHeader header = new HiddenHeader("Authorization", "");
  private @Nullable String content;

  /**
   * @param secrets gets to know each value
   */
  Authorization(@Nullable Credentials credentials, Secrets secrets) {
    this.credentials = credentials;
    this.secrets = secrets;
    if (credentials != null && credentials.file() == null) {
      set(credentials.authorization());
    }
  }

  /** Of every request, if there are credentials. */
  Header header() {
    return header;
  }

  /**
   * Has the header say what the file does now.
   *
   * @throws CredentialsUnreadableException when there is nothing to authenticate with
   */
  void prepare() throws CredentialsUnreadableException {
    Path file = credentials == null ? null : credentials.file();
    if (credentials != null && file != null) {
      read(file, credentials);
    }
  }

  private void read(Path file, Credentials form) throws CredentialsUnreadableException {
    try {
      String now = SecretFile.read(file);
      if (!now.equals(content)) {
        set(form.authorization(now));
        content = now;
      }
    } catch (IOException | ConfigException unusable) {
      if (content == null) {
        throw new CredentialsUnreadableException(
            "the credentials in " + file + " cannot be used: " + unusable);
      }
    }
  }

  private void set(String authorization) {
    header.set(authorization);
    secrets.replace(authorization);
  }
}
