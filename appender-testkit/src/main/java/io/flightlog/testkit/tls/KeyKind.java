package io.flightlog.testkit.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Kinds of keys that certificates are made for. */
public enum KeyKind {
  EC_256("EC", "secp256r1"),
  RSA_2048("RSA", "2048"),
  /** Too weak for anybody. */
  RSA_1024("RSA", "1024"),
  ED25519("Ed25519", "");

  private final String algorithm;
  private final String size;

  KeyKind(String algorithm, String size) {
    this.algorithm = algorithm;
    this.size = size;
  }

  KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (this == EC_256) {
        generator.initialize(new ECGenParameterSpec(size));
      } else if (!size.isEmpty()) {
        generator.initialize(Integer.parseInt(size));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK makes keys of " + this, e);
    }
  }
}
