package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS of this Java, for servers that show a certificate and for clients that trust some. */
final class TlsContexts {

  private TlsContexts() {}

  static SSLContext server(Supplier<ShownCertificate> newest) {
    return context(new KeyManager[] {new NewestKeyManager(newest)}, null);
  }

  static SSLContext client(X509ExtendedTrustManager trust) {
    return context(null, new TrustManager[] {trust});
  }

  /** Trusts these certificates, and what they vouch for, and nothing else. */
  static X509ExtendedTrustManager trusting(List<X509Certificate> certificates) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (int at = 0; at < certificates.size(); at++) {
        trusted.setCertificateEntry("trusted-" + at, certificates.get(at));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager extended) {
          return extended;
        }
      }
      throw new IllegalStateException("PKIX trust managers know the name of the peer");
    } catch (GeneralSecurityException | IOException e) {
      throw unsuitable(e);
    }
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw unsuitable(e);
    }
  }

  private static WebException unsuitable(Exception cause) {
    return new WebException(WebError.PLATFORM, "this Java has no TLS; use Java 25", cause);
  }
}
