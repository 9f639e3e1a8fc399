package dev.freehold.server.document;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** A document that was brought back, and whether it is the one that was made, plus a signature. */
final class SignedDocument {

  private static final List<String> FORMS = List.of("ETSI.CAdES.detached", "adbe.pkcs7.detached");

  private final byte[] original;
  private final byte[] signed;

  SignedDocument(byte[] original, byte[] signed) {
    this.original = original;
    this.signed = signed;
  }

  /** Whether it begins with every byte of the document. */
  static boolean beginsWith(byte[] file, byte[] document) {
    return file.length >= document.length
        && Arrays.equals(file, 0, document.length, document, 0, document.length);
  }

  /**
   * Checks everything about the file that does not depend on the time.
   *
   * @return when it says to have been signed; empty if it does not say so
   * @throws DocumentException {@code UNSIGNED}, {@code CHANGED}, {@code SIGNATURE_INVALID} or
   *     {@code SIGNER_WRONG}
   */
  Optional<Instant> verify(X509Certificate certificate) {
    if (!beginsWith(signed, original)) {
      throw new DocumentException(
          DocumentError.CHANGED,
          "this is not the document that was made here, byte for byte, with a signature added;"
              + " download it again and sign it without saving it anew");
    }
    if (signed.length == original.length) {
      throw unsigned();
    }
    try (PDDocument before = Loader.loadPDF(original);
        PDDocument after = parse(signed)) {
      PDSignatureField field = field(after);
      PDSignature signature = field.getSignature();
      new PdfUpdate(before, after).requireSignatureOnly(field.getCOSObject());
      Optional<Instant> at = verify(signature, certificate);
      UpdateStructure.require(signed, original.length, before, after);
      return at;
    } catch (IOException | RuntimeException malformed) {
      throw malformed instanceof DocumentException known
          ? known
          : new DocumentException(
              DocumentError.CHANGED,
              "what was added to the document cannot be read as a part of a PDF; sign the document"
                  + " again",
              malformed);
    }
  }

  /** Strictly: repairing a damaged file could read it in another way than others do. */
  private static PDDocument parse(byte[] bytes) throws IOException {
    return new PDFParser(new RandomAccessReadBuffer(bytes)).parse(false);
  }

  private static PDSignatureField field(PDDocument document) {
    if (document.getDocumentCatalog().getAcroForm(null) == null) {
      throw PdfUpdate.changed("its form");
    }
    PDSignatureField found = null;
    for (PDField field : document.getDocumentCatalog().getAcroForm(null).getFields()) {
      if (field instanceof PDSignatureField place && place.getSignature() != null) {
        if (found != null) {
          throw new DocumentException(
              DocumentError.SIGNATURE_INVALID,
              "exactly one signature is expected, that of the approver");
        }
        found = place;
      }
    }
    if (found == null) {
      throw unsigned();
    }
    return found;
  }

  private Optional<Instant> verify(PDSignature signature, X509Certificate certificate) {
    String form = signature.getSubFilter();
    if (!FORMS.contains(form)
        || COSName.DOC_TIME_STAMP.equals(signature.getCOSObject().getCOSName(COSName.TYPE))) {
      throw new DocumentException(
          DocumentError.SIGNATURE_INVALID,
          "a signature of the form %s is expected".formatted(String.join(" or ", FORMS)));
    }
    SignedPdf parts = SignedPdf.of(signed, original.length, signature);
    Optional<Instant> inside = new CmsCheck(certificate).run(parts, form.equals(FORMS.getFirst()));
    Calendar beside = signature.getSignDate();
    return inside.or(() -> Optional.ofNullable(beside).map(Calendar::toInstant));
  }

  private static DocumentException unsigned() {
    return new DocumentException(
        DocumentError.UNSIGNED, "the document is not signed; let the registered approver sign it");
  }
}
