package io.flightlog.batch;

import java.security.SecureRandom;

/**
 * Names one life of one pipeline: {@code agent.ephemeral_id}, and the beginning of every {@code
 * _id}. 16 characters base32hex, 80 random bits; a forked or cloned JVM must draw a new one.
 * Immutable.
 */
public record InstanceId(String value) {
  static final int LENGTH = 16;
  private static final String BASE32HEX = "0123456789abcdefghijklmnopqrstuv";

  public InstanceId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not 16 characters base32hex: " + value);
    }
  }

  /** Whether a text, such as the name of a directory, can be an instance's. */
  public static boolean isOne(String text) {
    return text.length() == LENGTH && text.chars().allMatch(c -> BASE32HEX.indexOf(c) >= 0);
  }

  public static InstanceId draw() {
    SecureRandom random = new SecureRandom();
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(BASE32HEX.charAt(random.nextInt(BASE32HEX.length())));
    }
    return new InstanceId(id.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
