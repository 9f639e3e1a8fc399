package dev.freehold.server.client;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts one certificate authority and no other. */
public final class TrustedAuthority {

  private TrustedAuthority() {}

  /**
   * A context for clients.
   *
   * @throws ServerException with {@code CONNECTION_INVALID} if {@code pem} is no certificate
   */
  public static SSLContext context(String pem) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      trusted.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes)));
      TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException notACertificate) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID,
          "the certificate authority is not a certificate in PEM form",
          notACertificate);
    }
  }
}
