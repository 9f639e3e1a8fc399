package dev.freehold.server.client;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which certificate authority is trusted for which vault: for each domain its own one and no other.
 * Otherwise the operator of one of a tenant's two vaults could pose as the other one. Thread-safe.
 */
public final class VaultTrust extends X509ExtendedTrustManager {

  private final Map<String, X509ExtendedTrustManager> byDomain;

  /**
   * @param byDomain by {@code SUFFIX:PORT}, which a vault's name stands one label below
   */
  public VaultTrust(Map<String, X509ExtendedTrustManager> byDomain) {
    this.byDomain = Map.copyOf(byDomain);
  }

  /** How a domain is looked up. */
  public static String domain(String suffix, int port) {
    return suffix.toLowerCase(Locale.ROOT) + ":" + port;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    of(engine.getPeerHost(), engine.getPeerPort()).checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (!(socket instanceof SSLSocket tls)) {
      throw unknown("a plain socket");
    }
    of(tls.getHandshakeSession().getPeerHost(), tls.getPort())
        .checkServerTrusted(chain, authType, socket);
  }

  private X509ExtendedTrustManager of(String host, int port) throws CertificateException {
    String name = Optional.ofNullable(host).orElse("");
    String suffix = name.substring(name.indexOf('.') + 1);
    X509ExtendedTrustManager manager = byDomain.get(domain(suffix, port));
    if (manager == null) {
      throw unknown(name);
    }
    return manager;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw unknown("a peer without a name");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw unknown("a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw unknown("a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw unknown("a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException unknown(String peer) {
    return new CertificateException(peer + " is not below the domain of any vaults we know");
  }
}
