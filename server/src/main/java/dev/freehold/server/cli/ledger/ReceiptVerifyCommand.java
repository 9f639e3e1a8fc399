package dev.freehold.server.cli.ledger;

import dev.freehold.ledger.note.VerifierKey;
import dev.freehold.ledger.receipt.Receipt;
import dev.freehold.ledger.receipt.ReceiptCheck;
import dev.freehold.ledger.receipt.ReceiptFinding;
import dev.freehold.ledger.receipt.ReceiptReport;
import dev.freehold.ledger.receipt.ReceiptTrust;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.NoteArguments;
import dev.freehold.server.document.DocumentHash;
import dev.freehold.server.document.DocumentLimits;
import dev.freehold.server.document.ReceiptDocument;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold receipt verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Verifies the receipt of a purge: that the log has the entry, who signed and "
            + "cosigned, and that everything a purge rests on is in it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all holds",
      "1:something does not; each finding is a line",
      "2:the command line is not understood",
      "3:this is no receipt, or an argument is wrong"
    })
final class ReceiptVerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The receipt.")
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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Receipt receipt;
    ReceiptReport report;
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
    try {
      receipt = Receipt.parse(read(file));
      report = ReceiptCheck.verify(receipt, trust);
    } catch (IOException noReceipt) {
      throw NoteArguments.invalid("%s: %s".formatted(file, noReceipt.getMessage()), noReceipt);
    }
    Optional<ReceiptDocument> checked =
        pdf.map(bytes -> ReceiptDocument.check(bytes, receipt.preconditions()));
    List<ReceiptFinding> findings = new ArrayList<>(report.findings());
    checked.ifPresent(of -> findings.addAll(of.findings()));
    print(receipt, report, checked, findings);
    return findings.isEmpty() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Receipt.MAX_BYTES + 1);
    }
  }

  private Optional<byte[]> pdf() {
    return Optional.ofNullable(document)
        .flatMap(group -> Optional.ofNullable(group.checked))
        .map(ReceiptVerifyCommand::readDocument);
  }

  private Optional<String> compared() {
    return Optional.ofNullable(document)
        .flatMap(group -> Optional.ofNullable(group.compared))
        .map(ReceiptVerifyCommand::sha256);
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

  private void print(
      Receipt receipt,
      ReceiptReport report,
      Optional<ReceiptDocument> checked,
      List<ReceiptFinding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("log        " + PrintableText.of(report.checkpoint().origin()));
    out.println("entry      %d of %d".formatted(report.index(), report.checkpoint().size()));
    out.println(
        PrintableText.of(
            "operation  %s, %s".formatted(receipt.event().operation(), receipt.event().time())));
    receipt
        .preconditions()
        .forEach((name, value) -> out.println("  " + PrintableText.of(name + " = " + value)));
    out.println(
        report.isKeyTrusted()
            ? "log key    as given"
            : "log key    the receipt's own: compare it with one you know, or give --log-key");
    out.println("witnesses  " + witnesses(report));
    out.println("operators  " + operators(report));
    out.println(PrintableText.of("document   " + document(checked)));
    findings.forEach(
        finding -> out.println(PrintableText.of(finding.kind().code() + ": " + finding.message())));
    out.println(findings.isEmpty() ? "all holds" : "the receipt does not hold");
    out.flush();
  }

  private String operators(ReceiptReport report) {
    if (operatorKeys.isEmpty()) {
      return "not checked; give --operator-key";
    }
    return report.operators().isEmpty() ? "none" : String.join(", ", report.operators());
  }

  private String document(Optional<ReceiptDocument> checked) {
    if (checked.isEmpty()) {
      return document == null ? "not compared; give --pdf" : "compared; --pdf checks its signature";
    }
    return checked
        .get()
        .certificate()
        .map(
            certificate ->
                "signed under the certificate of %s; compare its SHA-256 with the one that was"
                        .formatted(certificate.getSubjectX500Principal().getName())
                    + " recorded when the approver was registered")
        .orElse("no signature that could be checked");
  }

  private static String witnesses(ReceiptReport report) {
    if (report.cosigners().isEmpty()) {
      return "none";
    }
    String names = String.join(", ", report.cosigners());
    return report.areWitnessesTrusted()
        ? names
        : names + ", by keys from the receipt: compare them, or give --witness-key";
  }
}
