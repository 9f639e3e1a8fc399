package dev.freehold.custody.approvers;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads certificates that somebody gives, and tells whether an approver can sign under them. */
final class CertificateReader {

  private static final Set<Integer> CURVE_BITS = Set.of(256, 384);
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  private CertificateReader() {}

  /**
   * The certificate of an approver, checked.
   *
   * @param pem the approver's own
   * @param issuersPem the issuers in their order, empty for a certificate trusted by itself
   * @throws CustodyException {@code APPROVER_CERTIFICATE_INVALID} or {@code
   *     APPROVER_CERTIFICATE_EXPIRED}
   */
  static ApproverCertificate read(String pem, String issuersPem, Instant now) {
    List<X509Certificate> own = parse(pem.getBytes(StandardCharsets.UTF_8));
    if (own.size() != 1) {
      throw invalid("exactly one certificate of the approver is needed");
    }
    List<X509Certificate> issuers =
        issuersPem.isBlank() ? List.of() : parse(issuersPem.getBytes(StandardCharsets.UTF_8));
    ApproverCertificate read = new ApproverCertificate(own.getFirst(), issuers, Optional.empty());
    requireFit(read.certificate());
    read.requireValidAt(now);
    if (!issuers.isEmpty()) {
      requireIssued(read, now);
    }
    return read;
  }

  /** Certificates in PEM, or one after the other in DER. */
  static List<X509Certificate> parse(byte[] bytes) {
    if (bytes.length
        > (CustodyLimits.MAX_ISSUER_CERTIFICATES + 1) * CustodyLimits.MAX_CERTIFICATE_BYTES) {
      throw invalid("a certificate has at most " + CustodyLimits.MAX_CERTIFICATE_BYTES + " bytes");
    }
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (var one : factory.generateCertificates(new ByteArrayInputStream(bytes))) {
        certificates.add((X509Certificate) one);
      }
    } catch (GeneralSecurityException | RuntimeException malformed) {
      throw invalid("it is not X.509 in PEM");
    }
    if (certificates.isEmpty() || certificates.size() > CustodyLimits.MAX_ISSUER_CERTIFICATES) {
      throw invalid("at most %d issuers".formatted(CustodyLimits.MAX_ISSUER_CERTIFICATES));
    }
    return certificates;
  }

  private static void requireFit(X509Certificate certificate) {
    boolean isStrong =
        switch (certificate.getPublicKey()) {
          case RSAPublicKey rsa ->
              rsa.getModulus().bitLength() >= CustodyLimits.MIN_APPROVER_RSA_BITS
                  && rsa.getModulus().bitLength() <= CustodyLimits.MAX_APPROVER_RSA_BITS;
          case ECPublicKey ec ->
              CURVE_BITS.contains(ec.getParams().getCurve().getField().getFieldSize());
          default -> false;
        };
    if (!isStrong) {
      throw invalid(
          "its key is RSA of %d to %d bits or EC on P-256 or P-384"
              .formatted(CustodyLimits.MIN_APPROVER_RSA_BITS, CustodyLimits.MAX_APPROVER_RSA_BITS));
    }
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
      throw invalid("its key usage allows signatures");
    }
    if (certificate.hasUnsupportedCriticalExtension()) {
      throw invalid("it has no critical extensions that are unknown here");
    }
  }

  /** The last of the issuers is trusted because the tenant gives it. */
  private static void requireIssued(ApproverCertificate read, Instant now) {
    List<X509Certificate> issuers = read.issuers();
    List<X509Certificate> path = new ArrayList<>();
    path.add(read.certificate());
    path.addAll(issuers.subList(0, issuers.size() - 1));
    try {
      PKIXParameters parameters =
          new PKIXParameters(Set.of(new TrustAnchor(issuers.getLast(), null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (GeneralSecurityException refused) {
      throw invalid("the issuers, in their order, lead from it to the last of them");
    }
  }

  private static CustodyException invalid(String why) {
    return new CustodyException(
        CustodyError.APPROVER_CERTIFICATE_INVALID,
        "an approver's certificate is X.509 in PEM for signatures: " + why);
  }
}
