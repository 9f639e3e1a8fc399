package dev.freehold.web.tls;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Gives each handshake what the server shows at that moment. A handshake asks for chain and key by
 * the alias it chose, so it gets those of one certificate even if another comes meanwhile.
 * Thread-safe.
 */
final class NewestKeyManager extends X509ExtendedKeyManager {

  private final Supplier<ShownCertificate> newest;

  @GuardedBy("this")
  private Identity current;

  @GuardedBy("this")
  private Identity previous;

  @GuardedBy("this")
  private int made;

  private record Identity(String alias, ShownCertificate shown) {}

  NewestKeyManager(Supplier<ShownCertificate> newest) {
    this.newest = newest;
    refresh();
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return alias(keyType);
  }

  @Override
  public synchronized X509Certificate[] getCertificateChain(String alias) {
    ShownCertificate chosen = find(alias);
    return chosen == null ? null : chosen.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public synchronized PrivateKey getPrivateKey(String alias) {
    ShownCertificate chosen = find(alias);
    return chosen == null ? null : chosen.key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    String alias = alias(keyType);
    return alias == null ? new String[0] : new String[] {alias};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }

  private String alias(String keyType) {
    Identity identity = refresh();
    return identity.shown().key().getAlgorithm().equals(keyType) ? identity.alias() : null;
  }

  private synchronized Identity refresh() {
    ShownCertificate shown = newest.get();
    if (current == null || !current.shown().equals(shown)) {
      made++;
      previous = current;
      current = new Identity("server-" + made, shown);
    }
    return current;
  }

  @GuardedBy("this")
  private ShownCertificate find(String alias) {
    if (current.alias().equals(alias)) {
      return current.shown();
    }
    return previous != null && previous.alias().equals(alias) ? previous.shown() : null;
  }
}
