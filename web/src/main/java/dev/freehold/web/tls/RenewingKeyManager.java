package dev.freehold.web.tls;

import java.net.Socket;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Gives each handshake a certificate with at least a third of its life ahead and makes another when
 * it has not, so that a server that runs for months needs no restart and no timer. The server's
 * private key lives in memory only. Thread-safe.
 */
final class RenewingKeyManager extends X509ExtendedKeyManager {

  private static final String KEY_TYPE = "EC";

  private final Function<KeyPair, List<X509Certificate>> issuer;
  private final Clock clock;
  private Identity current;
  private Identity previous;
  private int made;

  /** A handshake asks for chain and key by the alias it chose, and must get those of one life. */
  private record Identity(String alias, KeyPair keys, List<X509Certificate> chain) {}

  RenewingKeyManager(Function<KeyPair, List<X509Certificate>> issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
    renewIfDue();
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return keyType.equals(KEY_TYPE) ? renewIfDue().alias() : null;
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return keyType.equals(KEY_TYPE) ? renewIfDue().alias() : null;
  }

  @Override
  public synchronized X509Certificate[] getCertificateChain(String alias) {
    Identity chosen = find(alias);
    return chosen == null ? null : chosen.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public synchronized PrivateKey getPrivateKey(String alias) {
    Identity chosen = find(alias);
    return chosen == null ? null : chosen.keys().getPrivate();
  }

  @Override
  public synchronized String[] getServerAliases(String keyType, Principal[] issuers) {
    return keyType.equals(KEY_TYPE) ? new String[] {current.alias()} : new String[0];
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }

  private synchronized Identity renewIfDue() {
    if (current == null || isDue(current.chain().getFirst())) {
      KeyPair keys = CertificateFactory.newKeyPair();
      made++;
      previous = current;
      current = new Identity("server-" + made, keys, issuer.apply(keys));
    }
    return current;
  }

  private Identity find(String alias) {
    if (current.alias().equals(alias)) {
      return current;
    }
    return previous != null && previous.alias().equals(alias) ? previous : null;
  }

  private boolean isDue(X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    return clock.instant().isAfter(to.minus(Duration.between(from, to).dividedBy(3)));
  }
}
