package dev.freehold.custody.approvers;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The certificate of an approver, with the issuers and the revocation list that tell whether it can
 * be trusted. Immutable.
 *
 * @param certificate the approver's own
 * @param issuers from the one that issued it to the anchor; empty if it is trusted by itself
 * @param crl the newest revocation list of the first issuer, if one was given
 */
public record ApproverCertificate(
    X509Certificate certificate, List<X509Certificate> issuers, Optional<RevocationList> crl) {

  /** Copies the list. */
  public ApproverCertificate {
    issuers = List.copyOf(issuers);
  }

  /** SHA-256 of the certificate in DER, in lower-case hexadecimal digits. */
  public String sha256() {
    try {
      return Sha256.hex(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /**
   * Makes sure that it is valid at a time.
   *
   * @throws CustodyException {@code APPROVER_CERTIFICATE_EXPIRED}
   */
  public void requireValidAt(Instant at) {
    if (at.isBefore(certificate.getNotBefore().toInstant())
        || at.isAfter(certificate.getNotAfter().toInstant())) {
      throw new CustodyException(
          CustodyError.APPROVER_CERTIFICATE_EXPIRED,
          "the approver's certificate is valid from %s to %s, not at %s; register a new one"
              .formatted(
                  certificate.getNotBefore().toInstant(),
                  certificate.getNotAfter().toInstant(),
                  at));
    }
  }

  /**
   * Makes sure that its issuer has not revoked it, as far as a list was given.
   *
   * @throws CustodyException {@code APPROVER_CERTIFICATE_REVOKED} or {@code
   *     APPROVER_REVOCATION_UNKNOWN}
   */
  void requireNotOnList(Instant now) {
    if (crl.isEmpty()) {
      return;
    }
    if (crl.get().lists(certificate)) {
      throw new CustodyException(
          CustodyError.APPROVER_CERTIFICATE_REVOKED,
          "the approver's certificate is on its issuer's list of revoked ones; register a new one");
    }
    if (crl.get().isOver(now)) {
      throw new CustodyException(
          CustodyError.APPROVER_REVOCATION_UNKNOWN,
          "the issuer's list of revoked certificates is out of date; upload the newest one");
    }
  }
}
