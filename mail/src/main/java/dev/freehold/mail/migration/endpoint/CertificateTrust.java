package dev.freehold.mail.migration.endpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Which certificate of a source is trusted. At most one of the three is given; if none is, those of
 * public authorities are.
 *
 * @param any whether every certificate is
 * @param authority the only authorities whose certificates are, as PEM; empty for others
 * @param pin SHA-256 of the only certificate that is, in lower-case hexadecimal digits; empty for
 *     others. Then neither its name nor its dates count
 */
public record CertificateTrust(boolean any, String authority, String pin) {

  /** Certificates that public authorities vouch for. */
  public static final CertificateTrust PUBLIC = new CertificateTrust(false, "", "");

  /** Every certificate, whoever's it is. */
  public static final CertificateTrust ANY = new CertificateTrust(true, "", "");

  /** True if a certificate has to be for the name that was connected to. */
  public boolean checksName() {
    return !any && pin.isEmpty();
  }

  /** A context for connections to the source. */
  public SSLContext context() {
    if (any) {
      return context(new AnyCertificate());
    }
    if (!pin.isEmpty()) {
      return context(new PinnedCertificate(pin));
    }
    return authority.isEmpty() ? publicContext() : context(trusting(authorities()));
  }

  /**
   * A context for connections to the server that gives tokens. That is another one than the source,
   * so its certificate always needs a name, and somebody who vouches for it: a public authority or
   * this one.
   */
  public SSLContext tokenContext() {
    if (authority.isEmpty()) {
      return publicContext();
    }
    List<X509Certificate> both = new ArrayList<>(authorities());
    both.addAll(publicAuthorities());
    return context(trusting(both));
  }

  /**
   * Reads certificates in PEM.
   *
   * @throws CertificateException if there is none, or one cannot be read
   */
  public static List<X509Certificate> read(String pem) throws CertificateException {
    List<X509Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (certificates.isEmpty()) {
      throw new CertificateException("no certificate in the text");
    }
    return certificates;
  }

  private List<X509Certificate> authorities() {
    try {
      return read(authority);
    } catch (CertificateException e) {
      throw new IllegalStateException("the authority could be read when it was given", e);
    }
  }

  private static SSLContext publicContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private static SSLContext context(TrustManager... trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  private static List<X509Certificate> publicAuthorities() {
    return Arrays.stream(managers(null))
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toList();
  }

  private static TrustManager[] trusting(List<X509Certificate> authorities) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (int at = 0; at < authorities.size(); at++) {
        trusted.setCertificateEntry("authority-" + at, authorities.get(at));
      }
      return managers(trusted);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java platform has PKCS12", e);
    }
  }

  private static TrustManager[] managers(KeyStore trusted) {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PKIX", e);
    }
  }
}
