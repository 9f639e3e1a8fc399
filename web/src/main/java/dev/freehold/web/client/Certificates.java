package dev.freehold.web.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Converts certificates to PEM, fingerprints and trust managers. */
public final class Certificates {

  private static final int PEM_LINE_CHARS = 64;

  private Certificates() {}

  /** The SHA-256 digest of a certificate, in pairs of digits between colons. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** A certificate as PEM (RFC 7468). */
  public static String toPem(X509Certificate certificate) {
    try {
      String body =
          Base64.getMimeEncoder(PEM_LINE_CHARS, new byte[] {'\n'})
              .encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateException impossible) {
      throw new IllegalStateException("a certificate that was read can be written", impossible);
    }
  }

  /**
   * Reads all certificates of a PEM text.
   *
   * @throws CertificateException if there is none, or one cannot be read
   */
  public static List<X509Certificate> ofPem(String pem) throws CertificateException {
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    List<X509Certificate> certificates = new ArrayList<>();
    for (var each :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))) {
      certificates.add((X509Certificate) each);
    }
    if (certificates.isEmpty()) {
      throw new CertificateException("no certificate in the text");
    }
    return certificates;
  }

  /** Trusts what these authorities vouch for, and nothing else. */
  public static X509ExtendedTrustManager trusting(List<X509Certificate> authorities) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (int at = 0; at < authorities.size(); at++) {
        trusted.setCertificateEntry("authority-" + at, authorities.get(at));
      }
      return trusting(trusted);
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("every Java has PKCS12", impossible);
    }
  }

  /** Trusts whom this Java trusts. */
  public static X509ExtendedTrustManager trustingPublic() {
    try {
      return trusting((KeyStore) null);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this Java's own trust store cannot be read", broken);
    }
  }

  /** A context for clients with this decision on whom to trust. */
  public static SSLContext context(X509ExtendedTrustManager trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trusted}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has TLS", impossible);
    }
  }

  private static X509ExtendedTrustManager trusting(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new IllegalStateException("PKIX trust managers know the name of the peer");
  }
}
