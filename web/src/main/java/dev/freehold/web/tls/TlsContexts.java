package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** TLS of this Java for servers. */
final class TlsContexts {

  private TlsContexts() {}

  /** Shows at each handshake what is the newest then. */
  static SSLContext server(Supplier<ShownCertificate> newest) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new NewestKeyManager(newest)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new WebException(WebError.PLATFORM, "this Java has no TLS; use Java 25", e);
    }
  }
}
