package dev.freehold.shell.remote;

import dev.freehold.web.client.Certificates;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom this Java trusts, the authorities that the user names in a file, and for single
 * servers the authority that the user trusted at its first use. The name in the certificate is
 * checked each time, by what checks the chain.
 */
final class ServerTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager everywhere = Certificates.trustingPublic();
  private final Optional<X509ExtendedTrustManager> named;
  private final TrustedServers servers;

  ServerTrust(List<X509Certificate> named, TrustedServers servers) {
    this.named = named.isEmpty() ? Optional.empty() : Optional.of(Certificates.trusting(named));
    this.servers = servers;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    List<X509Certificate> certificates = List.of(chain);
    String address = TrustedServer.address(engine.getPeerHost(), engine.getPeerPort());
    boolean trusted =
        isGood(everywhere, chain, authType, engine)
            || (named.isPresent() && isGood(named.get(), chain, authType, engine))
            || servers
                .find(address)
                .filter(server -> isGood(only(server.authority()), chain, authType, engine))
                .isPresent();
    if (!trusted) {
      boolean sound = isGood(only(certificates.getLast()), chain, authType, engine);
      throw new UntrustedChainException(address, certificates, sound);
    }
  }

  private static X509ExtendedTrustManager only(X509Certificate authority) {
    return Certificates.trusting(List.of(authority));
  }

  private static boolean isGood(
      X509ExtendedTrustManager manager,
      X509Certificate[] chain,
      String authType,
      SSLEngine engine) {
    try {
      manager.checkServerTrusted(chain, authType, engine);
      return true;
    } catch (CertificateException notTrusted) {
      return false;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw nameless();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw nameless();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw nameless();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw nameless();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw nameless();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException nameless() {
    return new CertificateException("only servers whose name is known can be checked");
  }
}
