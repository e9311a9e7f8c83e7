package io.flightlog.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Reads a private key out of a PEM file: PKCS#8, encrypted or not. Stateless. */
final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
  private static final byte[] SIGNED =
      "to see whether key and certificate match".getBytes(StandardCharsets.US_ASCII);

  private PrivateKeys() {}

  /** The only key of the file. */
  static PrivateKey ofPem(byte[] content, char @Nullable [] password, String file)
      throws MaterialException {
    List<Pem> keys =
        Pem.parse(content, file).stream()
            .filter(object -> object.label().endsWith("PRIVATE KEY"))
            .toList();
    if (keys.size() != 1) {
      throw new MaterialException(
          file + ": must hold one private key in PEM, but holds " + keys.size());
    }
    Pem key = keys.get(0);
    return switch (key.label()) {
      case "PRIVATE KEY" -> parse(new PKCS8EncodedKeySpec(key.der()), file);
      case "ENCRYPTED PRIVATE KEY" -> parse(decrypt(key.der(), password, file), file);
      case "RSA PRIVATE KEY" -> throw otherFormat(file, "a PKCS#1 key");
      case "EC PRIVATE KEY" -> throw otherFormat(file, "a SEC1 key");
      default -> throw otherFormat(file, "not a PKCS#8 key, but " + key.label());
    };
  }

  /** Whether the two belong together: what one signs, the other verifies. */
  static boolean match(PrivateKey key, PublicKey certified) throws MaterialException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(SIGNED);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(SIGNED);
      return signature.verify(signed);
    } catch (InvalidKeyException anotherKind) {
      return false;
    } catch (GeneralSecurityException unusable) {
      throw new MaterialException("a key of kind " + algorithm + " cannot be used", unusable);
    }
  }

  private static MaterialException otherFormat(String file, String what) {
    return new MaterialException(file + ": " + what + "; convert it with openssl pkcs8 -topk8");
  }

  private static PKCS8EncodedKeySpec decrypt(byte[] der, char @Nullable [] password, String file)
      throws MaterialException {
    if (password == null) {
      throw new MaterialException(file + ": encrypted, but tls.keyPassword is not set");
    }
    EncryptedPrivateKeyInfo info;
    String cipherName;
    SecretKey cipherKey;
    Cipher cipher;
    try {
      info = new EncryptedPrivateKeyInfo(der);
      // of PBES2 the JDK tells the whole name, of key derivation and cipher, only there
      cipherName =
          info.getAlgName().startsWith("PBEWith")
              ? info.getAlgName()
              : "" + info.getAlgParameters();
      cipherKey = SecretKeyFactory.getInstance(cipherName).generateSecret(new PBEKeySpec(password));
      cipher = Cipher.getInstance(cipherName);
    } catch (IOException | GeneralSecurityException | RuntimeException unknown) {
      throw new MaterialException(
          file
              + ": encrypted in a way that this JVM does not know; convert it with openssl pkcs8"
              + " -topk8 -v2 aes-256-cbc",
          unknown);
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, cipherKey, info.getAlgParameters());
      return info.getKeySpec(cipher);
    } catch (GeneralSecurityException | RuntimeException wrong) {
      throw new MaterialException(file + ": tls.keyPassword is wrong", wrong);
    }
  }

  private static PrivateKey parse(PKCS8EncodedKeySpec spec, String file) throws MaterialException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException | NoSuchAlgorithmException another) {
        // the next one, perhaps
      }
    }
    throw new MaterialException(file + ": not a key of RSA, EC, Ed25519 or Ed448");
  }
}
