package io.flightlog.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads certificates out of the two formats that are taken. Stateless. */
final class Certificates {
  private Certificates() {}

  /** At least one, in the order of the file; keys beside them are passed over. */
  static List<X509Certificate> ofPem(byte[] content, String file) throws MaterialException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem object : Pem.parse(content, file)) {
      if (object.label().equals(Pem.CERTIFICATE)) {
        certificates.add(parse(object.der(), file));
      }
    }
    if (certificates.isEmpty()) {
      throw new MaterialException(
          file + ": holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
    }
    return certificates;
  }

  /** The trusted certificates of a PKCS#12 store, at least one; not those of its own keys. */
  static List<X509Certificate> ofTrustStore(byte[] content, char @Nullable [] password, String file)
      throws MaterialException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(content), password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          certificates.add(certificate);
        }
      }
    } catch (IOException unreadable) {
      boolean isPassword = unreadable.getCause() instanceof UnrecoverableKeyException;
      String why = isPassword ? "tls.trustStorePassword is wrong" : "not a PKCS#12 store";
      throw new MaterialException(file + ": " + why, unreadable);
    } catch (GeneralSecurityException | RuntimeException unreadable) {
      throw new MaterialException(file + ": not a PKCS#12 store that can be read", unreadable);
    }
    if (certificates.isEmpty()) {
      throw new MaterialException(
          file
              + ": holds no trusted certificate"
              + (password == null
                  ? " that can be read without tls.trustStorePassword"
                  : " (keytool -importcert makes one; openssl pkcs12 -export needs -jdktrust"
                      + " anyExtendedKeyUsage)"));
    }
    return certificates;
  }

  private static X509Certificate parse(byte[] der, String file) throws MaterialException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | RuntimeException damaged) {
      throw new MaterialException(file + ": a certificate in it is damaged", damaged);
    }
  }
}
