package io.flightlog.ship;

import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import io.flightlog.config.ConfigException;
import io.flightlog.config.Credentials;
import io.flightlog.config.HttpConfig;
import io.flightlog.config.NamedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Authorization} header of each request. A secret in a file is read when first needed,
 * when the file has changed, and after it was refused; a file that cannot be read leaves the last
 * secret in force. Its look at the file blocks: only the thread where exchanges begin asks. {@link
 * #refresh} may be called by any thread.
 */
final class Authorization {
  private static final int MAX_BYTES = 64 << 10;

  private final @Nullable Credentials credentials;
  private final @Nullable Path file;
  private volatile boolean refused;
  private @Nullable FileTime readAt;
  private @Nullable RequestOptions options;

  /** A user's own header of that name wins over credentials. */
  Authorization(HttpConfig config) {
    boolean usersOwn = false;
    for (NamedValue header : config.headers()) {
      usersOwn |= header.name().equalsIgnoreCase("Authorization");
    }
    this.credentials = usersOwn ? null : config.credentials();
    this.file = credentials == null ? null : credentials.file();
    if (credentials == null) {
      this.options = RequestOptions.DEFAULT;
    } else if (file == null) {
      this.options = header(credentials.authorization());
    }
  }

  /** The secret was refused: read it again even if the file looks unchanged. */
  void refresh() {
    refused = true;
  }

  /**
   * @throws CredentialsUnreadableException when there is nothing to authenticate with
   */
  RequestOptions options() throws IOException {
    if (file != null && credentials != null) {
      readWhenChanged(file, credentials);
    }
    RequestOptions current = options;
    if (current == null) {
      throw new CredentialsUnreadableException("no credentials");
    }
    return current;
  }

  private void readWhenChanged(Path path, Credentials form) throws IOException {
    try {
      FileTime modified = Files.getLastModifiedTime(path);
      if (modified.equals(readAt) && !refused) {
        return;
      }
      refused = false;
      if (Files.size(path) > MAX_BYTES) {
        throw new IOException("longer than " + MAX_BYTES + " bytes");
      }
      options = header(form.authorization(Files.readString(path)));
      readAt = modified;
    } catch (IOException | ConfigException unusable) {
      if (options == null) {
        throw new CredentialsUnreadableException(
            "the credentials in " + path + " cannot be used: " + unusable);
      }
    }
  }

  private static RequestOptions header(String authorization) {
    return RequestOptions.DEFAULT.toBuilder().addHeader("Authorization", authorization).build();
  }
}
