package dev.freehold.server.document;

import dev.freehold.ledger.receipt.ReceiptFinding;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/**
 * Checks without the server that the signed document of a purge matches its receipt: that this
 * product made it, that the approver's certificate signed it, and that nobody changed it. The
 * signature is checked as the server checks it.
 *
 * @param certificate the approver's, if it is in the document
 * @param findings what is wrong
 */
public record ReceiptDocument(
    Optional<X509Certificate> certificate, List<ReceiptFinding> findings) {

  private static final byte[] END_OF_FILE = {'%', '%', 'E', 'O', 'F'};
  private static final int MAX_LINE_END_BYTES = 2;

  /** Copies the list. */
  public ReceiptDocument {
    findings = List.copyOf(findings);
  }

  /**
   * Checks a document of at most {@link DocumentLimits#MAX_SIGNED_BYTES}.
   *
   * @param facts the details of the entry that ended the purge
   */
  public static ReceiptDocument check(byte[] signed, Map<String, String> facts) {
    Optional<byte[]> original = original(signed, facts.getOrDefault("documentSha256", ""));
    if (original.isEmpty()) {
      return failed("it does not begin with the document that was made for this purge");
    }
    Optional<X509Certificate> certificate =
        certificate(signed, facts.getOrDefault("signerCertificateSha256", ""));
    if (certificate.isEmpty()) {
      return failed("the certificate that the entry names is not in its signature");
    }
    try {
      Optional<Instant> at = new SignedDocument(original.get(), signed).verify(certificate.get());
      certificate.get().checkValidity(Date.from(at.orElse(signedAt(facts))));
      return new ReceiptDocument(certificate, List.of());
    } catch (DocumentException refused) {
      return new ReceiptDocument(certificate, List.of(finding(refused.getMessage())));
    } catch (CertificateException notValidThen) {
      return new ReceiptDocument(
          certificate, List.of(finding("its certificate was not valid when it was signed")));
    }
  }

  private static Instant signedAt(Map<String, String> facts) {
    try {
      return Instant.parse(facts.getOrDefault("signedAt", ""));
    } catch (DateTimeException noTime) {
      return Instant.EPOCH;
    }
  }

  private static ReceiptDocument failed(String why) {
    return new ReceiptDocument(Optional.empty(), List.of(finding(why)));
  }

  private static ReceiptFinding finding(String why) {
    return new ReceiptFinding(
        Kind.DOCUMENT_NOT_SIGNED, "the document has no right signature: " + why);
  }

  /** What is before the signature, which ends as a file does. */
  private static Optional<byte[]> original(byte[] signed, String sha256) {
    for (int at = 0; at + END_OF_FILE.length <= signed.length; at++) {
      if (isEndOfFile(signed, at)) {
        int end = at + END_OF_FILE.length;
        for (int more = 0; more <= MAX_LINE_END_BYTES && end + more <= signed.length; more++) {
          if (DocumentHash.of(signed, end + more).equals(sha256)) {
            return Optional.of(Arrays.copyOf(signed, end + more));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isEndOfFile(byte[] bytes, int at) {
    int end = at + END_OF_FILE.length;
    return Arrays.equals(bytes, at, end, END_OF_FILE, 0, END_OF_FILE.length);
  }

  private static Optional<X509Certificate> certificate(byte[] signed, String sha256) {
    try (PDDocument document = Loader.loadPDF(signed)) {
      for (PDSignature signature : document.getSignatureDictionaries()) {
        for (X509CertificateHolder holder :
            new CMSSignedData(CmsCheck.info(signature.getContents()))
                .getCertificates()
                .getMatches(null)) {
          if (sha256.equals(DocumentHash.of(holder.getEncoded()))) {
            return Optional.of(read(holder.getEncoded()));
          }
        }
      }
      return Optional.empty();
    } catch (IOException | CMSException | CertificateException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static X509Certificate read(byte[] encoded) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }
}
