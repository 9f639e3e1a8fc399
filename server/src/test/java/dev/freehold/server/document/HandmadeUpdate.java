package dev.freehold.server.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.freehold.server.testing.OutsideSigner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;

/** An update with a signature that is written by hand, right or not. */
final class HandmadeUpdate {

  /** What a page says in the place of its text. */
  static final String OTHER_TEXT = "BT /F1 14 Tf 60 700 Td (Only a newsletter.) Tj ET";

  private static final int SIGNATURE = 5_000;
  private static final int DIGITS = 12_000;
  private static final String HOLE = "0".repeat(DIGITS);

  private final byte[] document;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Of the text of the first page. */
  final long text;

  /** Where that is in the document. */
  final long textAt;

  final long previous;
  private final long root;
  private final long info;
  private final Map<Long, String> entries = new LinkedHashMap<>();

  /** With a signature in the document's field. */
  HandmadeUpdate(byte[] document) throws IOException {
    this.document = document;
    bytes.writeBytes(document);
    write("\n");
    try (PDDocument pdf = Loader.loadPDF(document)) {
      COSDictionary trailer = pdf.getDocument().getTrailer();
      COSDictionary catalog = pdf.getDocumentCatalog().getCOSObject();
      COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
      COSArray fields = form.getCOSArray(COSName.FIELDS);
      COSDictionary field = (COSDictionary) fields.getObject(0);
      this.previous = pdf.getDocument().getStartXref();
      this.root = number(trailer.getItem(COSName.ROOT));
      this.info = number(trailer.getItem(COSName.INFO));
      this.text = number(pdf.getPage(0).getCOSObject().getCOSArray(COSName.CONTENTS).get(0));
      this.textAt = pdf.getDocument().getXrefTable().get(new COSObjectKey(text, 0));
      long fieldNumber = number(fields.get(0));
      long page = number(field.getItem(COSName.P));
      add(
          SIGNATURE,
          0,
          """
          << /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached \
          /M (D:20261127045900Z) /ByteRange [0 AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC] /Contents <%s> >>\
          """
              .formatted(HOLE));
      add(
          fieldNumber,
          0,
          """
          << /FT /Sig /Type /Annot /Subtype /Widget /F 132 /T (%s) /TU (%s) /Rect [0 0 0 0] \
          /P %d 0 R /V %d 0 R >>\
          """
              .formatted(field.getString(COSName.T), field.getString(COSName.TU), page, SIGNATURE));
      add(
          number(catalog.getItem(COSName.ACRO_FORM)),
          0,
          "<< /Fields [%d 0 R] /SigFlags 3 >>".formatted(fieldNumber));
    }
  }

  private static long number(COSBase reference) {
    return ((COSObject) reference).getKey().getNumber();
  }

  HandmadeUpdate write(String some) {
    bytes.writeBytes(some.getBytes(ISO_8859_1));
    return this;
  }

  int at() {
    return bytes.size();
  }

  /** An object, and its entry for the table. */
  HandmadeUpdate add(long number, int generation, String body) {
    return entry(number, "%010d %05d n".formatted(hide(number, generation, body), generation));
  }

  /** An object without an entry; gives its offset. */
  int hide(long number, int generation, String body) {
    int offset = at();
    write("%d %d obj\n%s\nendobj\n".formatted(number, generation, body));
    return offset;
  }

  HandmadeUpdate entry(long number, String entry) {
    entries.put(number, entry);
    return this;
  }

  static String stream(String content) {
    return "<< /Length %d >>\nstream\n%s\nendstream".formatted(content.length(), content);
  }

  String table() {
    StringBuilder table = new StringBuilder("xref\n");
    entries.forEach((number, entry) -> table.append("%d 1\n%s\r\n".formatted(number, entry)));
    return table.toString();
  }

  String trailer(String more) {
    return "trailer\n<< /Root %d 0 R /Info %d 0 R /Size 6000 %s >>\n".formatted(root, info, more);
  }

  static String lastLine(long table) {
    return "startxref\n%d\n%%%%EOF\n".formatted(table);
  }

  /** Ends as it should. */
  HandmadeUpdate end() {
    int table = at();
    return write(table() + trailer("/Prev " + previous) + lastLine(table));
  }

  byte[] signedBy(OutsideSigner signer) throws IOException {
    String all = bytes.toString(ISO_8859_1);
    int from = all.indexOf("<" + HOLE, document.length);
    int to = from + DIGITS + 2;
    byte[] file =
        all.replace("AAAAAAAAAA", "%-10d".formatted(from))
            .replace("BBBBBBBBBB", "%-10d".formatted(to))
            .replace("CCCCCCCCCC", "%-10d".formatted(all.length() - to))
            .getBytes(ISO_8859_1);
    byte[] covered = Arrays.copyOf(file, file.length - DIGITS - 2);
    System.arraycopy(file, to, covered, from, file.length - to);
    byte[] signature =
        HexFormat.of()
            .formatHex(signer.cms(new ByteArrayInputStream(covered)))
            .getBytes(ISO_8859_1);
    System.arraycopy(signature, 0, file, from + 1, signature.length);
    return file;
  }
}
