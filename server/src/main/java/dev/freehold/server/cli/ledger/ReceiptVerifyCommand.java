package dev.freehold.server.cli.ledger;

import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.document.ReceiptPdf.Line;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private ReceiptArguments receipt;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ReceiptArguments.Checked checked = receipt.check();
    PrintWriter out = spec.commandLine().getOut();
    for (Line line : checked.lines()) {
      String label = line.label().isEmpty() ? "" : "%-11s".formatted(line.label());
      out.println(PrintableText.of(label + line.text()));
    }
    out.flush();
    return checked.holds() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
