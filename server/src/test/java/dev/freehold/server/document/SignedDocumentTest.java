package dev.freehold.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freehold.custody.approvers.ApproverCertificate;
import dev.freehold.custody.approvers.IssuedKey;
import dev.freehold.server.testing.OutsideSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for the document with the approver's signature, and what is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class SignedDocumentTest {

  private byte[] document;
  private OutsideSigner ada;
  private OutsideSigner other;

  @BeforeAll
  void make() throws Exception {
    ada = OutsideSigner.create();
    other = OutsideSigner.create();
    document = TestDocuments.document(ada.certificate());
  }

  private static OutsideSigner signer(OutsideSigner like) {
    return like.as("adbe.pkcs7.detached").with("SHA256withRSA").naming(false);
  }

  private Optional<Instant> verify(byte[] signed) {
    return verify(signed, ada.certificate());
  }

  private Optional<Instant> verify(byte[] signed, X509Certificate certificate) {
    return new SignedDocument(document, signed).verify(certificate);
  }

  private void assertRefused(byte[] signed, DocumentError error) {
    assertThatThrownBy(() -> verify(signed))
        .isInstanceOfSatisfying(
            DocumentException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({
    "adbe.pkcs7.detached,SHA256withRSA,false",
    "adbe.pkcs7.detached,SHA512withRSA,true",
    "adbe.pkcs7.detached,SHA384withRSAandMGF1,false",
    "ETSI.CAdES.detached,SHA256withRSA,true"
  })
  @DisplayName("A signature of the approver is taken in both forms and with any SHA-2")
  void taken(String form, String algorithm, boolean isNaming) throws IOException {
    Instant at = Instant.now().minusSeconds(5);
    byte[] signed = signer(ada).as(form).with(algorithm).naming(isNaming).sign(document, at);
    assertThat(verify(signed)).isPresent();
  }

  @Test
  @DisplayName("A program may make a field of its own")
  void newField() throws Exception {
    OutsideSigner own = OutsideSigner.create();
    assertThat(verify(own.inNewField().sign(document), own.certificate())).isPresent();
  }

  @Test
  @DisplayName("What is signed here is taken")
  void signedHere() throws Exception {
    IssuedKey key = TestDocuments.key();
    ApproverCertificate certificate = TestDocuments.certificate(key);
    byte[] signed =
        new PadesSigner(key.privateKey(), certificate)
            .sign(document, "Ada Quill", TestDocuments.NOW);
    assertThat(verify(signed, key.certificate())).contains(TestDocuments.NOW);
  }

  @Test
  @DisplayName("fault27: the document without a signature")
  void fault27_unsigned() throws IOException {
    assertRefused(document, DocumentError.UNSIGNED);
    assertRefused(
        update(pdf -> pdf.getDocumentInformation().setProducer("x")), DocumentError.UNSIGNED);
  }

  /** An update of the document without any signature. */
  private byte[] update(OutsideSigner.Change change) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(document)) {
      change.make(pdf);
      pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.saveIncremental(bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  @DisplayName("fault27: a document that was edited before it was signed")
  void fault27_editedBefore() throws IOException {
    String text = new String(document, StandardCharsets.ISO_8859_1);
    byte[] edited =
        text.replace("/Lang (en-GB)", "/Lang (en-US)").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(edited).isNotEqualTo(document);
    assertRefused(signer(ada).sign(edited), DocumentError.CHANGED);
    ByteArrayOutputStream anew = new ByteArrayOutputStream();
    try (PDDocument pdf = Loader.loadPDF(document)) {
      pdf.save(anew);
    }
    assertRefused(signer(ada).sign(anew.toByteArray()), DocumentError.CHANGED);
  }

  @Test
  @DisplayName("fault27: every byte that is changed after signing")
  void fault27_editedAfter() throws IOException {
    byte[] signed = signer(ada).sign(document);
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    // All of the signature, and of the zeros behind it some.
    for (int at = document.length; at < signed.length; at += signed[at] == '0' ? 7 : 1) {
      byte[] changed = signed.clone();
      changed[at] = another(signed[at], random);
      assertThat(catchThrowable(() -> verify(changed)))
          .as("byte %d, %d for %d", at, changed[at], signed[at])
          .isInstanceOf(DocumentException.class);
    }
    assertRefused(Arrays.copyOf(signed, signed.length + 1), DocumentError.SIGNATURE_INVALID);
    assertRefused(Arrays.copyOf(signed, signed.length - 1), DocumentError.SIGNATURE_INVALID);
  }

  /** For a hexadecimal digit one that is worth something else, which its case is not. */
  private static byte another(byte one, RandomGenerator random) {
    int digit = Character.digit(one, 16);
    return digit < 0
        ? (byte) (one ^ (1 + random.nextInt(255)))
        : (byte) Character.forDigit((digit + 1 + random.nextInt(15)) % 16, 16);
  }

  @Test
  @DisplayName("fault27: something else in the update of the signature")
  void fault27_moreThanASignature() throws IOException {
    assertChange(
        pdf -> {
          PDPage page = pdf.getPage(0);
          try (PDPageContentStream over =
              new PDPageContentStream(pdf, page, AppendMode.APPEND, true)) {
            over.addRect(100, 400, 300, 200);
            over.fill();
          }
          page.getCOSObject().setNeedToBeUpdated(true);
        });
    assertChange(
        pdf -> {
          PDAnnotationText note = new PDAnnotationText();
          note.setRectangle(new PDRectangle(100, 100, 50, 50));
          PDPage page = pdf.getPage(0);
          page.setAnnotations(List.of(note));
          page.getCOSObject().setNeedToBeUpdated(true);
        });
    assertChange(
        pdf -> {
          pdf.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
          pdf.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
        });
    assertChange(
        pdf -> {
          pdf.addPage(new PDPage());
          pdf.getPages().getCOSObject().setNeedToBeUpdated(true);
        });
    assertChange(
        pdf -> {
          pdf.getDocumentInformation().setTitle("Something harmless");
          pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
        });
    assertChange(
        pdf -> {
          COSDictionary form = pdf.getDocumentCatalog().getAcroForm(null).getCOSObject();
          form.setBoolean(COSName.getPDFName("NeedAppearances"), true);
          form.setNeedToBeUpdated(true);
        });
  }

  private void assertChange(OutsideSigner.Change change) throws IOException {
    assertRefused(signer(ada).sign(document, Instant.now(), change), DocumentError.CHANGED);
  }

  @Test
  @DisplayName("fault27: a visible signature over what the document says")
  void fault27_signatureOverText() throws IOException {
    OutsideSigner.Change over =
        pdf -> {
          field(pdf).setItem(COSName.RECT, new PDRectangle(60, 200, 480, 500).getCOSArray());
        };
    assertChange(over);
  }

  @Test
  @DisplayName("fault27: a visible signature in its frame, and on another page as well")
  void fault27_signatureOnAnotherPage() throws IOException {
    COSArray frame;
    try (PDDocument pdf = Loader.loadPDF(document)) {
      frame = field(pdf).getCOSArray(COSName.RECT);
    }
    byte[] inItsFrame =
        signer(ada).sign(document, Instant.now(), pdf -> show(pdf, frame, List.of(1)));
    assertThat(verify(inItsFrame)).isPresent();
    assertChange(pdf -> show(pdf, frame, List.of(0, 1)));
    assertChange(pdf -> show(pdf, frame, List.of(0)));
  }

  private static COSDictionary field(PDDocument pdf) {
    return pdf.getDocumentCatalog()
        .getAcroForm(null)
        .getField(PurgeDocumentPdf.FIELD)
        .getCOSObject();
  }

  private static void show(PDDocument pdf, COSArray frame, List<Integer> pages) {
    COSDictionary field = field(pdf);
    field.setItem(COSName.RECT, frame);
    for (int i = 0; i < pdf.getNumberOfPages(); i++) {
      COSDictionary page = pdf.getPage(i).getCOSObject();
      COSArray annotations = new COSArray();
      if (pages.contains(i)) {
        annotations.add(field);
      }
      page.setItem(COSName.ANNOTS, annotations);
      page.setNeedToBeUpdated(true);
    }
  }

  @Test
  @DisplayName("fault27: two signatures, and a change after the signature")
  void fault27_twoSignatures() throws Exception {
    byte[] once = signer(ada).sign(document);
    byte[] twice = OutsideSigner.create().inNewField().sign(once);
    assertRefused(twice, DocumentError.SIGNATURE_INVALID);
    try (PDDocument pdf = Loader.loadPDF(once)) {
      pdf.getDocumentInformation().setProducer("something else");
      pdf.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
      ByteArrayOutputStream after = new ByteArrayOutputStream();
      pdf.saveIncremental(after);
      assertRefused(after.toByteArray(), DocumentError.SIGNATURE_INVALID);
    }
  }

  @Test
  @DisplayName(
      "fault27: a signature of somebody else, also under the same issuer's name and number")
  void fault27_wrongSigner() throws IOException {
    assertRefused(signer(other).sign(document), DocumentError.SIGNER_WRONG);
  }

  @Test
  @DisplayName("fault27: weak hashes, other forms, and PAdES without its certificate")
  void fault27_weakSignature() throws IOException {
    assertRefused(signer(ada).with("SHA1withRSA").sign(document), DocumentError.SIGNATURE_INVALID);
    assertRefused(
        signer(ada).as("adbe.pkcs7.sha1").sign(document), DocumentError.SIGNATURE_INVALID);
    assertRefused(signer(ada).as("ETSI.RFC3161").sign(document), DocumentError.SIGNATURE_INVALID);
    assertRefused(
        signer(ada).as("ETSI.CAdES.detached").sign(document), DocumentError.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("fault27: a signature that covers a part of the file only")
  void fault27_partOfTheFile() throws IOException {
    byte[] signed = signer(ada).sign(document);
    byte[] covers =
        new String(signed, StandardCharsets.ISO_8859_1)
            .replaceFirst("/ByteRange \\[0 (\\d+)", "/ByteRange [1 $1")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(covers, DocumentError.SIGNATURE_INVALID);
  }

  @Test
  @DisplayName("fault27: bytes that are no PDF")
  void fault27_garbage() {
    byte[] garbage = Arrays.copyOf(document, document.length + 5_000);
    Arrays.fill(garbage, document.length, garbage.length, (byte) 'x');
    assertThatThrownBy(() -> verify(garbage)).isInstanceOf(DocumentException.class);
    assertRefused("hello".getBytes(StandardCharsets.UTF_8), DocumentError.CHANGED);
    assertRefused(new byte[0], DocumentError.CHANGED);
  }

  @Test
  @DisplayName("The document has one empty field and no signature")
  void original() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(document)) {
      assertThat(pdf.getSignatureDictionaries()).isEmpty();
      assertThat(pdf.getDocumentCatalog().getAcroForm(null).getFields())
          .singleElement()
          .isInstanceOf(PDSignatureField.class);
      COSArray annotations = pdf.getPage(1).getCOSObject().getCOSArray(COSName.ANNOTS);
      assertThat(annotations).hasSize(1);
    }
  }
}
