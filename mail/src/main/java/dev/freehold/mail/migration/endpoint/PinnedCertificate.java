package dev.freehold.mail.migration.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.crypto.Sha256;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Trusts one certificate, whoever signed it. */
final class PinnedCertificate extends SourceCertificates {

  private final String pin;

  /** Trusts the certificate whose SHA-256 is {@code pin}, in lower-case hexadecimal digits. */
  PinnedCertificate(String pin) {
    this.pin = pin;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    String found = Sha256.hex(chain[0].getEncoded());
    if (!MessageDigest.isEqual(found.getBytes(US_ASCII), pin.getBytes(US_ASCII))) {
      throw new CertificateException("the server shows another certificate");
    }
  }
}
