package dev.freehold.server.document;

import dev.freehold.custody.approvers.ApproverCertificate;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Signs documents of purges with a key and certificate of the approver's own, without a server. */
public final class OutsideSignature {

  private final PrivateKey key;
  private final ApproverCertificate certificate;
  private final Optional<Provider> provider;

  OutsideSignature(PrivateKey key, ApproverCertificate certificate, Optional<Provider> provider) {
    this.key = key;
    this.certificate = certificate;
    this.provider = provider;
  }

  /** The common name in the certificate, or all of its subject; safe for a terminal. */
  public String name() {
    X500Name subject =
        X500Name.getInstance(certificate.certificate().getSubjectX500Principal().getEncoded());
    RDN[] names = subject.getRDNs(BCStyle.CN);
    return PrintableText.of(
        names.length == 0
            ? subject.toString()
            : IETFUtils.valueToString(names[0].getFirst().getValue()));
  }

  /**
   * The document in a file with the signature.
   *
   * @throws ServerException {@code INPUT_INVALID} if it is no document of a purge, or the key
   *     cannot sign
   * @throws IOException if the file cannot be read
   */
  public byte[] of(Path document, Instant at) throws IOException {
    if (Files.size(document) > DocumentLimits.MAX_SIGNED_BYTES) {
      throw invalid(document + " is larger than the document of a purge can be", null);
    }
    try {
      return new PadesSigner(key, certificate, provider)
          .sign(Files.readAllBytes(document), name(), at.truncatedTo(ChronoUnit.SECONDS));
    } catch (UncheckedIOException | IllegalArgumentException refused) {
      throw invalid(
          document
              + " is not a document that 'freehold purge document' got, or the key does not sign:"
              + " an RSA or EC key is needed",
          refused);
    }
  }

  private static ServerException invalid(String message, Exception cause) {
    return new ServerException(ServerError.INPUT_INVALID, message, cause);
  }
}
