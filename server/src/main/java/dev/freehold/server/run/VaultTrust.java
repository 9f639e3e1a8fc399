package dev.freehold.server.run;

import dev.freehold.vault.tls.LocalAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates count when vaults are called. */
final class VaultTrust {

  private VaultTrust() {}

  /** Our own vaults only. */
  static SSLContext ownVaults(LocalAuthority authority) {
    return authority.clientContext();
  }

  /** Our own vaults, and others with a certificate that this Java trusts. */
  static SSLContext alsoPublic(LocalAuthority authority) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      byte[] pem = authority.certificatePem().getBytes(StandardCharsets.US_ASCII);
      trusted.setCertificateEntry(
          "own",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem)));
      int count = 0;
      for (TrustManager manager : managers(null).getTrustManagers()) {
        for (X509Certificate root : ((X509TrustManager) manager).getAcceptedIssuers()) {
          trusted.setCertificateEntry("public-" + count++, root);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(trusted).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException("this Java's own trust store cannot be read", broken);
    }
  }

  private static TrustManagerFactory managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory;
  }
}
