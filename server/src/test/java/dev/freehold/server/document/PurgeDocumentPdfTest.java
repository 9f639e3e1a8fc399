package dev.freehold.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the document says, and how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PurgeDocumentPdfTest {

  private static final String NAME =
      "S\u00f8n \u017di\u017eek \u03a9 \u706f\u7b3c \u05e9 \u202ex e\u0301";

  private DocumentContent content;
  private byte[] bytes;
  private String text;

  @BeforeAll
  void make() throws IOException {
    content = TestDocuments.content(TestDocuments.certificate(TestDocuments.key()), NAME);
    bytes = PurgeDocumentPdf.of(content);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      text = new PDFTextStripper().getText(pdf);
    }
  }

  @Test
  @DisplayName("It names the tenant, the purge, what is destroyed, the approver and its end")
  void names() {
    assertThat(text)
        .contains(content.id().toString())
        .contains(content.purge().id().toString())
        .contains(content.purge().tenantId().toString())
        .contains(content.purge().policyName(), content.purge().policyId().toString())
        .contains("1,204", "918,337", "73,014,444,018 bytes (68.0 GiB)")
        .contains(content.inventory().sha256())
        .contains("Ada Quill", "ada@lantern.example")
        .contains(content.approver().certificate().orElseThrow().sha256())
        .contains("There is no way back", "Tove Falk", "Nils Brandt");
  }

  @Test
  @DisplayName(
      "It says that an old backup opens by an availability key or by a root key in a vault")
  void backups() {
    assertThat(text.replaceAll("\\s+", " "))
        .contains("All mail in all mailboxes under the policy is lost: to their owners")
        .contains(
            "with a copy of the availability key, or with a root key in a vault that lets somebody"
                + " use it");
  }

  @Test
  @DisplayName("Names in any script are printed or spelt out, never lost and never reordered")
  void anyScript() {
    assertThat(text)
        .contains("S\u00f8n \u017di\u017eek \u03a9 [U+706F][U+7B3C] [U+05E9] [U+202E]x \u00e9");
  }

  @Test
  @DisplayName("It can be read aloud: tags, a language, a title, and its font in the file")
  void tagged() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
      assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids()).hasSize(1);
      assertThat(pdf.getDocumentInformation().getTitle()).startsWith("Authorisation");
      for (var name : pdf.getPage(0).getResources().getFontNames()) {
        PDFont font = pdf.getPage(0).getResources().getFont(name);
        assertThat(font.isEmbedded()).isTrue();
      }
    }
  }

  @Test
  @DisplayName("A reason of the greatest length goes on over pages")
  void longTexts() throws IOException {
    String word = "w".repeat(1_024);
    DocumentContent wordy =
        TestDocuments.content(TestDocuments.certificate(TestDocuments.key()), word);
    try (PDDocument pdf = Loader.loadPDF(PurgeDocumentPdf.of(wordy))) {
      String printed = new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
      assertThat(printed).contains(word);
    }
  }
}
