package dev.freehold.custody.approvers;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;

/** A complete certificate revocation list of one issuer (RFC 5280, section 5). Immutable. */
public final class RevocationList {

  private static final String DELTA = "2.5.29.27";
  private static final String DISTRIBUTION_POINT = "2.5.29.28";

  private final X509CRL crl;
  private final byte[] bytes;

  private RevocationList(X509CRL crl, byte[] bytes) {
    this.crl = crl;
    this.bytes = bytes;
  }

  /**
   * Reads a list, DER or PEM.
   *
   * @throws CustodyException {@code APPROVER_CRL_INVALID}
   */
  static RevocationList parse(byte[] bytes) {
    if (bytes.length > CustodyLimits.MAX_CRL_BYTES) {
      throw invalid("it has more than %d bytes".formatted(CustodyLimits.MAX_CRL_BYTES));
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509CRL read = (X509CRL) factory.generateCRL(new ByteArrayInputStream(bytes));
      if (read == null) {
        throw invalid("it is not a revocation list");
      }
      return new RevocationList(read, read.getEncoded());
    } catch (GeneralSecurityException | RuntimeException malformed) {
      throw malformed instanceof CustodyException known ? known : invalid("it cannot be read");
    }
  }

  /** Whether {@code issuer} signed it, as a complete list of its own. */
  boolean isOf(X509Certificate issuer) {
    Set<String> critical = crl.getCriticalExtensionOIDs();
    boolean isPart =
        critical != null && (critical.contains(DELTA) || critical.contains(DISTRIBUTION_POINT));
    if (isPart || !crl.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      crl.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException notTheirs) {
      return false;
    }
  }

  boolean lists(X509Certificate certificate) {
    return crl.isRevoked(certificate);
  }

  /** Whether a newer one should be there. */
  boolean isOver(Instant now) {
    return crl.getNextUpdate() != null && crl.getNextUpdate().toInstant().isBefore(now);
  }

  /** When it was made. */
  public Instant madeAt() {
    return crl.getThisUpdate().toInstant();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  static CustodyException invalid(String why) {
    return new CustodyException(
        CustodyError.APPROVER_CRL_INVALID,
        "a complete list of revoked certificates is needed, DER or PEM, of the certificate's own"
            + " issuer, not older than the last one: "
            + why);
  }
}
