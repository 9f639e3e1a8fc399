package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Certificates and keys as PEM (RFC 7468). */
final class Pem {

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final int LINE_CHARS = 64;

  private Pem() {}

  static String ofCertificate(X509Certificate certificate) {
    try {
      return new String(encode(CERTIFICATE, certificate.getEncoded()), StandardCharsets.US_ASCII);
    } catch (CertificateEncodingException e) {
      throw new WebException(WebError.AUTHORITY, "the certificate cannot be encoded", e);
    }
  }

  /** All certificates of the text that is in {@code file}, one at least. */
  static List<X509Certificate> toCertificates(byte[] pem, Path file) {
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (var each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        certificates.add((X509Certificate) each);
      }
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("no certificate in the text");
      }
      return certificates;
    } catch (GeneralSecurityException e) {
      throw new WebException(
          WebError.AUTHORITY,
          "%s has no certificate in PEM; restore it from a backup, or make it anew".formatted(file),
          e);
    }
  }

  /** The caller overwrites the result after use. */
  static byte[] ofPrivateKey(PrivateKey key) {
    byte[] encoded = key.getEncoded();
    try {
      return encode(PRIVATE_KEY, encoded);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  static PrivateKey toEcPrivateKey(byte[] pem) {
    String text = new String(pem, StandardCharsets.US_ASCII);
    String body =
        text.replace(begin(PRIVATE_KEY), "").replace(end(PRIVATE_KEY), "").replaceAll("\\s", "");
    try {
      byte[] encoded = Base64.getDecoder().decode(body);
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new WebException(
          WebError.AUTHORITY,
          "the authority's key file is not a PKCS #8 EC key in PEM; restore it from a backup",
          e);
    }
  }

  private static byte[] encode(String label, byte[] der) {
    byte[] newline = {'\n'};
    byte[] body = Base64.getMimeEncoder(LINE_CHARS, newline).encode(der);
    byte[] first = (begin(label) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] last = ("\n" + end(label) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(first, first.length + body.length + last.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    System.arraycopy(last, 0, all, first.length + body.length, last.length);
    Arrays.fill(body, (byte) 0);
    return all;
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
