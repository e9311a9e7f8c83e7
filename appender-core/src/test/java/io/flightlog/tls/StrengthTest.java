package io.flightlog.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "fine",
      value = {
        "RSA, 1024, 'its key is too weak: RSA 1024, at least 2048'",
        "RSA, 2048, fine",
        "DSA, 1024, 'its key is too weak: DSA 1024, at least 2048'",
        "DSA, 2048, fine",
        "Ed25519, 255, fine",
      })
  void keysOfTheJvm(String algorithm, int bits, String weakness) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    assertEquals(weakness, Strength.weakness(generator.generateKeyPair().getPublic()));
  }

  @Test
  void curvesOfTheJvm() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    assertNull(Strength.weakness(generator.generateKeyPair().getPublic()));
  }

  /** The JVM makes no such key, but another provider may read one. */
  @Test
  void aCurveBelow224Bits() {
    assertEquals(
        "its key is too weak: EC 192, at least 224", Strength.weakness(onCurveOfOrder(192)));
    assertNull(Strength.weakness(onCurveOfOrder(224)));
  }

  private static PublicKey onCurveOfOrder(int bits) {
    BigInteger order = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    EllipticCurve curve = new EllipticCurve(new ECFieldFp(order), BigInteger.ONE, BigInteger.ONE);
    ECPoint point = new ECPoint(BigInteger.ONE, BigInteger.ONE);
    ECParameterSpec parameters = new ECParameterSpec(curve, point, order, 1);
    return new ECPublicKey() {
      private static final long serialVersionUID = 1L;

      @Override
      public ECPoint getW() {
        return point;
      }

      @Override
      public ECParameterSpec getParams() {
        return parameters;
      }

      @Override
      public String getAlgorithm() {
        return "EC";
      }

      @Override
      public String getFormat() {
        return "X.509";
      }

      @Override
      public byte[] getEncoded() {
        return new byte[0];
      }
    };
  }
}
