package dev.freehold.server.cli;

import dev.freehold.ledger.receipt.Receipt;
import dev.freehold.ledger.receipt.ReceiptCheck;
import dev.freehold.ledger.receipt.ReceiptReport;
import dev.freehold.ledger.receipt.ReceiptTrust;
import dev.freehold.server.document.Sha256;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    description = {
      "Verifies the receipt of a purge: that the log has the entry, who signed and cosigned, and",
      "that everything a purge rests on is in it."
    },
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
      description = "Be content with a receipt that no witness has cosigned.")
  private boolean withoutWitness;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      description = "The signed document, to compare with the one that authorised the purge.")
  private Path document;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Receipt receipt;
    ReceiptReport report;
    ReceiptTrust trust =
        new ReceiptTrust(
            keys.log(),
            keys.witnesses(),
            withoutWitness,
            document == null ? Optional.empty() : Optional.of(sha256(document)));
    try {
      receipt = Receipt.parse(read(file));
      report = ReceiptCheck.verify(receipt, trust);
    } catch (IOException noReceipt) {
      throw NoteArguments.invalid("%s: %s".formatted(file, noReceipt.getMessage()), noReceipt);
    }
    print(receipt, report, spec.commandLine().getOut());
    return report.holds() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Receipt.MAX_BYTES + 1);
    }
  }

  private static String sha256(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException unreadable) {
      throw NoteArguments.invalid(file + " cannot be read", unreadable);
    }
  }

  private void print(Receipt receipt, ReceiptReport report, PrintWriter out) {
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
    out.println(
        document == null ? "document   not compared; give --document" : "document   compared");
    report
        .findings()
        .forEach(
            finding ->
                out.println(PrintableText.of(finding.kind().code() + ": " + finding.message())));
    out.println(report.holds() ? "all holds" : "the receipt does not hold");
    out.flush();
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
