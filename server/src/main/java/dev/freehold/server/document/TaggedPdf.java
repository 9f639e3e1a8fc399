package dev.freehold.server.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Lays text out on pages of A4, one thing below the other, with tags. The font is in the file, so
 * that it looks the same everywhere. Used by one thread.
 */
final class TaggedPdf implements AutoCloseable {

  static final float MARGIN = 62f;

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float LEADING = 1.4f;
  private static final float TITLE_SIZE = 20f;
  private static final float HEADING_SIZE = 13f;
  private static final float TEXT_SIZE = 10f;
  private static final float FOOTER_SIZE = 8f;
  private static final float LABEL_WIDTH = 112f;
  private static final float GAP = 8f;
  private static final int MAX_UNBROKEN_LINES = 4;
  private static final float BULLET_WIDTH = 14f;
  private static final float FOOTER_BASELINE = 34f;

  private final PDDocument pdf = new PDDocument();
  private final TagTree tags = new TagTree();
  private final List<PDPage> pages = new ArrayList<>();
  private final PDFont font;
  private final PdfText printable;
  private final TextLines lines;
  private PDPageContentStream content;
  private float y;
  private PDStructureElement group;
  private String groupType = "";

  TaggedPdf() throws IOException {
    try (InputStream in = PDFont.class.getResourceAsStream(FONT)) {
      this.font = PDType0Font.load(pdf, in, true);
    }
    this.printable = new PdfText(font);
    this.lines = new TextLines(font);
    nextPage();
  }

  /** The text as it is printed. */
  String printed(String text) {
    return printable.of(text);
  }

  PDDocument pdf() {
    return pdf;
  }

  PDPage lastPage() {
    return pages.getLast();
  }

  void title(String text) throws IOException {
    block(TagTree.child(ungrouped(), "H1"), text, TITLE_SIZE, MARGIN, width());
    y -= GAP;
  }

  void heading(String text) throws IOException {
    y -= GAP;
    // A heading at the foot of a page would stand there alone.
    require(4 * HEADING_SIZE * LEADING);
    block(TagTree.child(ungrouped(), "H2"), text, HEADING_SIZE, MARGIN, width());
    y -= GAP / 2;
  }

  void paragraph(String text) throws IOException {
    block(TagTree.child(ungrouped(), "P"), text, TEXT_SIZE, MARGIN, width());
    y -= GAP / 2;
  }

  void item(String text) throws IOException {
    PDStructureElement item = TagTree.child(grouped("L"), "LI");
    requireFor(text, width() - BULLET_WIDTH);
    line(TagTree.child(item, "Lbl"), "\u2022", TEXT_SIZE, MARGIN, y - TEXT_SIZE);
    block(
        TagTree.child(item, "LBody"),
        text,
        TEXT_SIZE,
        MARGIN + BULLET_WIDTH,
        width() - BULLET_WIDTH);
    y -= GAP / 4;
  }

  /** A line of a table: what it is, and its value as people gave it. */
  void row(String label, String value) throws IOException {
    PDStructureElement row = TagTree.child(grouped("Table"), "TR");
    requireFor(value, width() - LABEL_WIDTH);
    line(TagTree.child(row, "TH"), label, TEXT_SIZE, MARGIN, y - TEXT_SIZE);
    PDStructureElement cell = TagTree.child(row, "TD");
    if (!printable.of(value).equals(value)) {
      cell.setActualText(value);
    }
    block(cell, value, TEXT_SIZE, MARGIN + LABEL_WIDTH, width() - LABEL_WIDTH);
    y -= GAP / 4;
  }

  /** An empty frame with a line of text above it, both on one page. */
  PDRectangle frame(String caption, float height) throws IOException {
    require(height + 3 * TEXT_SIZE * LEADING);
    paragraph(caption);
    PDRectangle frame = new PDRectangle(MARGIN, y - height, width(), height);
    content.beginMarkedContent(COSName.ARTIFACT);
    content.setLineWidth(0.75f);
    content.addRect(
        frame.getLowerLeftX(), frame.getLowerLeftY(), frame.getWidth(), frame.getHeight());
    content.stroke();
    content.endMarkedContent();
    y -= height + GAP;
    return frame;
  }

  private PDStructureElement ungrouped() {
    groupType = "";
    return tags.document();
  }

  /** Rows and items that follow each other are of one table or list. */
  private PDStructureElement grouped(String type) {
    if (!groupType.equals(type)) {
      group = TagTree.child(tags.document(), type);
      groupType = type;
    }
    return group;
  }

  private void block(PDStructureElement of, String text, float size, float x, float width)
      throws IOException {
    for (String line : lines.of(printable.of(text), size, width)) {
      require(size * LEADING);
      line(of, line, size, x, y - size);
      y -= size * LEADING;
    }
  }

  private void line(PDStructureElement of, String text, float size, float x, float baseline)
      throws IOException {
    content.beginMarkedContent(
        COSName.getPDFName(of.getStructureType()), tags.mark(lastPage(), of));
    write(content, printable.of(text), size, x, baseline);
    content.endMarkedContent();
  }

  private void write(PDPageContentStream to, String text, float size, float x, float baseline)
      throws IOException {
    to.beginText();
    to.setFont(font, size);
    to.newLineAtOffset(x, baseline);
    to.showText(text);
    to.endText();
  }

  private static float width() {
    return PDRectangle.A4.getWidth() - 2 * MARGIN;
  }

  /** What is short stands on one page, with what is beside its first line. */
  private void requireFor(String text, float width) throws IOException {
    int count = lines.of(printable.of(text), TEXT_SIZE, width).size();
    require(Math.min(count, MAX_UNBROKEN_LINES) * TEXT_SIZE * LEADING);
  }

  private void require(float height) throws IOException {
    if (y - height < MARGIN) {
      nextPage();
    }
  }

  private void nextPage() throws IOException {
    if (content != null) {
      content.close();
    }
    PDPage page = new PDPage(PDRectangle.A4);
    pdf.addPage(page);
    pages.add(page);
    tags.add(page);
    content = new PDPageContentStream(pdf, page);
    y = PDRectangle.A4.getHeight() - MARGIN;
  }

  /**
   * The finished document. It has a plain cross-reference table, which every program for signatures
   * can add to.
   *
   * @param footer stands at the foot of every page, before its number
   */
  byte[] finish(String footer, String language) throws IOException {
    content.close();
    for (int i = 0; i < pages.size(); i++) {
      try (PDPageContentStream foot =
          new PDPageContentStream(pdf, pages.get(i), AppendMode.APPEND, true, true)) {
        foot.beginMarkedContent(COSName.ARTIFACT);
        String text = "%s \u2013 page %d of %d".formatted(footer, i + 1, pages.size());
        write(foot, printable.of(text), FOOTER_SIZE, MARGIN, FOOTER_BASELINE);
        foot.endMarkedContent();
      }
    }
    tags.attachTo(pdf);
    pdf.getDocumentCatalog().setLanguage(language);
    PDViewerPreferences viewer = new PDViewerPreferences(new COSDictionary());
    viewer.setDisplayDocTitle(true);
    pdf.getDocumentCatalog().setViewerPreferences(viewer);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pdf.save(bytes, CompressParameters.NO_COMPRESSION);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    pdf.close();
  }
}
