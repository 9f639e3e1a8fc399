package dev.freehold.server.document;

import dev.freehold.ledger.receipt.Receipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** A receipt on pages for people, with the receipt itself attached, which is what proves. */
public final class ReceiptPdf {

  /** The name of the attached file. */
  public static final String ATTACHED = "receipt.json";

  private static final String TITLE = "Receipt of a purge";
  private static final byte[] BEGINNING = {'%', 'P', 'D', 'F', '-'};

  private ReceiptPdf() {}

  /**
   * A line about a receipt.
   *
   * @param label what it is about; empty for one that speaks for itself
   * @param text what is said
   */
  public record Line(String label, String text) {}

  /**
   * The pages.
   *
   * @param receipt the content of its file, which is attached
   * @param lines what a check of it found
   * @param checkedAt when that was
   */
  public static byte[] of(byte[] receipt, List<Line> lines, Instant checkedAt) {
    try (TaggedPdf pdf = new TaggedPdf()) {
      pdf.title(TITLE);
      pdf.paragraph(
          ("These pages say what a check of this receipt found at %s. The proof is not these"
                  + " pages but the file %s, which is attached to them: \u2018freehold receipt"
                  + " verify\u2019 takes this PDF and checks it without the service.")
              .formatted(checkedAt, ATTACHED));
      for (Line line : lines) {
        if (line.label().isEmpty()) {
          pdf.item(line.text().strip());
        } else {
          pdf.row(line.label(), line.text());
        }
      }
      attach(pdf.pdf(), receipt);
      pdf.pdf().getDocumentInformation().setTitle(TITLE);
      return pdf.finish("Receipt, SHA-256 " + DocumentHash.of(receipt), "en-GB");
    } catch (IOException e) {
      throw new UncheckedIOException("a document is made in memory", e);
    }
  }

  private static void attach(PDDocument document, byte[] receipt) throws IOException {
    PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(receipt));
    file.setSubtype("application/json");
    file.setSize(receipt.length);
    PDComplexFileSpecification named = new PDComplexFileSpecification();
    named.setFile(ATTACHED);
    named.setFileUnicode(ATTACHED);
    named.setEmbeddedFile(file);
    PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
    files.setNames(Map.of(ATTACHED, named));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(files);
    document.getDocumentCatalog().setNames(names);
  }

  /** Whether a file is a PDF. */
  public static boolean isPdf(byte[] bytes) {
    return bytes.length > BEGINNING.length
        && Arrays.equals(bytes, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
  }

  /**
   * The receipt that is attached to a PDF, at most a byte longer than a receipt can be; empty if
   * there is none.
   */
  public static Optional<byte[]> attached(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return Optional.ofNullable(document.getDocumentCatalog().getNames())
          .map(PDDocumentNameDictionary::getEmbeddedFiles)
          .flatMap(ReceiptPdf::named)
          .map(PDComplexFileSpecification::getEmbeddedFile)
          .map(ReceiptPdf::content);
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<PDComplexFileSpecification> named(PDEmbeddedFilesNameTreeNode files) {
    try {
      return Optional.ofNullable(files.getNames()).map(names -> names.get(ATTACHED));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] content(PDEmbeddedFile file) {
    try (InputStream in = file.createInputStream()) {
      return in.readNBytes(Receipt.MAX_BYTES + 1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
