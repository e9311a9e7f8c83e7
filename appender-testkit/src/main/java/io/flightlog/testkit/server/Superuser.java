package io.flightlog.testkit.server;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Who may do everything on a server with security: an entry of its file realm, there from the first
 * moment. All other users, roles and API keys are made through the server's REST API.
 *
 * @param name of the user
 * @param password in the clear; only its hash is written
 */
public record Superuser(String name, String password) {

  /** Few rounds: each request without a cached answer pays for them, and nothing is at stake. */
  private static final int ROUNDS = 1_000;

  private static final int SALT_BYTES = 32;
  private static final int KEY_BITS = 256;

  /** Security on, in the clear on loopback. */
  Map<String, String> settings() {
    return Map.of(
        "xpack.security.enabled", "true",
        "xpack.security.http.ssl.enabled", "false",
        "xpack.security.transport.ssl.enabled", "false");
  }

  /** Files of the configuration directory, with their lines. */
  Map<String, List<String>> files() {
    return Map.of(
        "users", List.of(name + ":" + hash()), "users_roles", List.of("superuser:" + name));
  }

  private String hash() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, KEY_BITS))
              .getEncoded();
      Base64.Encoder text = Base64.getEncoder();
      return "{PBKDF2}" + ROUNDS + "$" + text.encodeToString(salt) + "$" + text.encodeToString(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA512", e);
    }
  }
}
