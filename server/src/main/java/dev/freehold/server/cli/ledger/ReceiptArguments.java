package dev.freehold.server.cli.ledger;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.Receipt;
import dev.freehold.ledger.receipt.ReceiptCheck;
import dev.freehold.ledger.receipt.ReceiptFinding;
import dev.freehold.ledger.receipt.ReceiptReport;
import dev.freehold.ledger.receipt.ReceiptTrust;
import dev.freehold.server.cli.options.NoteArguments;
import dev.freehold.server.document.DocumentHash;
import dev.freehold.server.document.DocumentLimits;
import dev.freehold.server.document.ReceiptDocument;
import dev.freehold.server.document.ReceiptPdf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A receipt on the command line, and what it is checked with. */
final class ReceiptArguments {

  /** The pages of a receipt have its font, and the receipt. */
  private static final int MAX_PDF_BYTES = 8 << 20;

  @Parameters(
      paramLabel = "FILE",
      description = "The receipt, or the PDF that 'freehold receipt print' made of it.")
  private Path file;

  @Mixin private TrustedKeys keys;

  @Option(
      names = "--without-witness",
      description = "Accept a receipt that no witness has cosigned.")
  private boolean withoutWitness;

  @Option(
      names = "--operator-key",
      paramLabel = "VKEY",
      description = {
        "The public key of an operator who must have approved; may be repeated.",
        "'freehold purge key-id' shows the id by which the receipt names it."
      })
  private List<String> operatorKeys = List.of();

  @ArgGroup private Document document;

  /** The signed document, compared or checked. */
  private static final class Document {
    @Option(
        names = "--document",
        paramLabel = "FILE",
        description = "The signed document, to compare with the one that authorised the purge.")
    private Path compared;

    @Option(
        names = "--pdf",
        paramLabel = "FILE",
        description = "The signed document; also check the approver's signature in it.")
    private Path checked;
  }

  /** What a check found. */
  static final class Checked {
    private final byte[] receipt;
    private final List<ReceiptPdf.Line> lines;
    private final boolean holds;

    private Checked(byte[] receipt, List<ReceiptPdf.Line> lines, boolean holds) {
      this.receipt = receipt;
      this.lines = lines;
      this.holds = holds;
    }

    /** The content of its file; not to be changed. */
    byte[] receipt() {
      return receipt;
    }

    /** What is said about it. */
    List<ReceiptPdf.Line> lines() {
      return lines;
    }

    /** Whether nothing is wrong. */
    boolean holds() {
      return holds;
    }
  }

  /**
   * Checks the receipt.
   *
   * @throws dev.freehold.server.ServerException if it is none, or an argument is wrong
   */
  Checked check() throws IOException {
    Optional<byte[]> pdf = pdf();
    ReceiptTrust trust =
        new ReceiptTrust(
            keys.log(),
            keys.witnesses(),
            withoutWitness,
            operatorKeys.stream()
                .map(vkey -> NoteArguments.key("--operator-key", VerifierKey.Use.NOTE, vkey))
                .toList(),
            pdf.map(DocumentHash::of).or(this::compared));
    byte[] bytes = read(file);
    Receipt receipt;
    ReceiptReport report;
    try {
      receipt = Receipt.parse(bytes);
      report = ReceiptCheck.verify(receipt, trust);
    } catch (IOException noReceipt) {
      throw NoteArguments.invalid("%s: %s".formatted(file, noReceipt.getMessage()), noReceipt);
    }
    Optional<ReceiptDocument> checked =
        pdf.map(of -> ReceiptDocument.check(of, receipt.preconditions()));
    List<ReceiptFinding> findings = new ArrayList<>(report.findings());
    checked.ifPresent(of -> findings.addAll(of.findings()));
    return new Checked(
        bytes,
        ReceiptText.of(
            receipt, report, checked, document != null, !operatorKeys.isEmpty(), findings),
        findings.isEmpty());
  }

  private static byte[] read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_PDF_BYTES + 1);
    }
    if (!ReceiptPdf.isPdf(bytes)) {
      return bytes;
    }
    return ReceiptPdf.attached(bytes)
        .orElseThrow(
            () ->
                NoteArguments.invalid(
                    "%s is a PDF without a receipt in it; 'freehold receipt print' makes one"
                        .formatted(file),
                    null));
  }

  private Optional<byte[]> pdf() {
    return Optional.ofNullable(document)
        .flatMap(group -> Optional.ofNullable(group.checked))
        .map(ReceiptArguments::readDocument);
  }

  private Optional<String> compared() {
    return Optional.ofNullable(document)
        .flatMap(group -> Optional.ofNullable(group.compared))
        .map(ReceiptArguments::sha256);
  }

  private static String sha256(Path file) {
    try {
      return DocumentHash.of(file);
    } catch (IOException unreadable) {
      throw NoteArguments.invalid(file + " cannot be read", unreadable);
    }
  }

  private static byte[] readDocument(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(DocumentLimits.MAX_SIGNED_BYTES + 1);
      if (bytes.length <= DocumentLimits.MAX_SIGNED_BYTES) {
        return bytes;
      }
    } catch (IOException unreadable) {
      throw NoteArguments.invalid(file + " cannot be read", unreadable);
    }
    throw NoteArguments.invalid(
        "%s is no signed document: those have at most %d bytes"
            .formatted(file, DocumentLimits.MAX_SIGNED_BYTES),
        null);
  }
}
