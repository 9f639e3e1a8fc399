package dev.freehold.server.client;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.web.client.Certificates;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts the certificate authorities that are given as PEM, and no others. */
public final class TrustedAuthority {

  private TrustedAuthority() {}

  /**
   * A context for clients.
   *
   * @throws ServerException with {@code CONNECTION_INVALID} if {@code pem} is no certificate
   */
  public static SSLContext context(String pem) {
    return Certificates.context(manager(pem));
  }

  /**
   * Trusts what the authorities vouch for, and nothing else.
   *
   * @param pem one certificate or several; empty for those that this Java trusts
   * @throws ServerException with {@code CONNECTION_INVALID} if {@code pem} is no certificate
   */
  public static X509ExtendedTrustManager manager(String pem) {
    if (pem.isEmpty()) {
      return Certificates.trustingPublic();
    }
    try {
      return Certificates.trusting(Certificates.ofPem(pem));
    } catch (CertificateException notACertificate) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID,
          "the certificate authority is not a certificate in PEM form",
          notACertificate);
    }
  }
}
