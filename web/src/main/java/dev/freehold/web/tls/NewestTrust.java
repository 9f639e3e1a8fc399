package dev.freehold.web.tls;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.web.client.Certificates;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts what is to be trusted at the moment of each handshake. Thread-safe. */
final class NewestTrust extends X509ExtendedTrustManager {

  private final Supplier<List<X509Certificate>> newest;

  @GuardedBy("this")
  private List<X509Certificate> trusted = List.of();

  @GuardedBy("this")
  private X509ExtendedTrustManager manager;

  NewestTrust(Supplier<List<X509Certificate>> newest) {
    this.newest = newest;
  }

  private synchronized X509ExtendedTrustManager current() {
    List<X509Certificate> now = newest.get();
    if (manager == null || !now.equals(trusted)) {
      trusted = now;
      manager = Certificates.trusting(now);
    }
    return manager;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    current().checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    current().checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    current().checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw clientsHaveNone();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw clientsHaveNone();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw clientsHaveNone();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return current().getAcceptedIssuers();
  }

  private static CertificateException clientsHaveNone() {
    return new CertificateException("clients show no certificates here");
  }
}
