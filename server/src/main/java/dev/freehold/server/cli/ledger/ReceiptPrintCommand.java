package dev.freehold.server.cli.ledger;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.document.ReceiptPdf;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freehold receipt print}. */
@Command(
    name = "print",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a receipt as 'freehold receipt verify' does, and puts what it found on the pages of "
          + "a PDF.",
      "The receipt is attached to the PDF, which verify takes in its place."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all holds",
      "1:something does not; the pages have each finding",
      "2:the command line is not understood",
      "3:this is no receipt, or an argument is wrong"
    })
final class ReceiptPrintCommand implements Callable<Integer> {

  @Mixin private ReceiptArguments receipt;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The PDF to make; it must not exist.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ReceiptArguments.Checked checked = receipt.check();
    Files.write(
        out,
        ReceiptPdf.of(checked.receipt(), checked.lines(), Instant.now()),
        StandardOpenOption.CREATE_NEW);
    PrintWriter shown = spec.commandLine().getOut();
    shown.println(out + ": " + checked.lines().getLast().text());
    shown.flush();
    return checked.holds() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
