package dev.freehold.web.tls;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A certificate of the local authority with at least a third of its life ahead at each handshake,
 * so that a server that runs for months needs no restart and no timer. The server's private key
 * lives in memory only. Thread-safe.
 */
final class IssuedIdentity implements TlsIdentity {

  private final LocalAuthority authority;
  private final List<ServerName> names;
  private final Clock clock;

  @GuardedBy("this")
  private ShownCertificate shown;

  IssuedIdentity(LocalAuthority authority, List<ServerName> names, Clock clock) {
    this.authority = authority;
    this.names = names;
    this.clock = clock;
    newest();
  }

  private synchronized ShownCertificate newest() {
    AuthorityKey issuer = authority.issuerFor(names);
    boolean isOld =
        shown == null
            || isDue(shown.leaf())
            || !shown.chain().getLast().equals(issuer.certificate());
    if (isOld) {
      shown = issuer.issue(names, clock.instant());
    }
    return shown;
  }

  private boolean isDue(X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    return clock.instant().isAfter(to.minus(Duration.between(from, to).dividedBy(3)));
  }

  @Override
  public SSLContext serverContext() {
    return TlsContexts.server(this::newest);
  }

  @Override
  public List<X509Certificate> chain() {
    return newest().chain();
  }

  @Override
  public X509ExtendedTrustManager trust() {
    return authority.trust();
  }

  @Override
  public String authorityPem() {
    return authority.certificatePem();
  }

  @Override
  public void refresh() {
    newest();
  }

  @Override
  public Optional<String> fault() {
    return Optional.empty();
  }
}
