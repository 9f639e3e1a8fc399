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
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS by a decision of our own on which certificate authorities are trusted. */
public final class TrustedAuthority {

  private TrustedAuthority() {}

  /**
   * A context for clients.
   *
   * @throws ServerException with {@code CONNECTION_INVALID} if {@code pem} is no certificate
   */
  public static SSLContext context(String pem) {
    return context(manager(pem));
  }

  /** A context for clients with this decision on whom to trust. */
  public static SSLContext context(X509ExtendedTrustManager manager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException noTls) {
      throw new IllegalStateException("this Java has no TLS; use Java 25", noTls);
    }
  }

  /**
   * Trusts what the authority vouches for, and nothing else.
   *
   * @throws ServerException with {@code CONNECTION_INVALID} if {@code pem} is no certificate
   */
  public static X509ExtendedTrustManager manager(String pem) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      trusted.setCertificateEntry(
          "authority",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes)));
      return manager(trusted);
    } catch (GeneralSecurityException | IOException notACertificate) {
      throw new ServerException(
          ServerError.CONNECTION_INVALID,
          "the certificate authority is not a certificate in PEM form",
          notACertificate);
    }
  }

  /** Trusts whom this Java trusts. */
  public static X509ExtendedTrustManager publicManager() {
    try {
      return manager((KeyStore) null);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java's own trust store cannot be read", broken);
    }
  }

  private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new IllegalStateException("PKIX trust managers know the name of the peer");
  }
}
