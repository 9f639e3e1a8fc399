package dev.freehold.web.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate and key that a listener uses. It may change while the listener runs. Thread-safe.
 */
public interface TlsIdentity {

  /** TLS for the listener; each handshake shows the newest certificate. */
  SSLContext serverContext();

  /** The chain that is shown now, the server's certificate first. */
  List<X509Certificate> chain();

  /** Trust for clients in this process, in this listener and nothing else. */
  X509ExtendedTrustManager trust();

  /** The authorities that its clients are told to trust, as PEM; empty for the public ones. */
  String authorityPem();

  /** Looks whether there is something newer; at most once in a while, as it reads files. */
  void refresh();

  /** Why what the files hold now is not shown; empty if it is. */
  Optional<String> fault();
}
