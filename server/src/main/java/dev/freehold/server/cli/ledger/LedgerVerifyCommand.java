package dev.freehold.server.cli.ledger;

import dev.freehold.ledger.copy.CopyCheck;
import dev.freehold.ledger.copy.CopyReport;
import dev.freehold.ledger.copy.CopyTrust;
import dev.freehold.ledger.copy.Finding;
import dev.freehold.ledger.note.NoteLines;
import dev.freehold.ledger.note.SignedNote;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.cli.options.NoteArguments;
import dev.freehold.server.text.PrintableText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freehold ledger verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Verifies a copy of a log with nothing but the copy: recomputes the tree from "
            + "the entries, and checks signatures, personal data, and that an older "
            + "checkpoint is continued.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all holds",
      "1:something does not; each finding is a line",
      "2:the command line is not understood",
      "3:there is no complete copy there, or an argument is wrong"
    })
final class LedgerVerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "The folder that ledger export made.")
  private Path folder;

  @Mixin private TrustedKeys keys;

  @Option(
      names = "--older-checkpoint",
      paramLabel = "FILE",
      description = "A checkpoint of an earlier copy, which the log must continue.")
  private Path olderCheckpoint;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<SignedNote> older =
        olderCheckpoint == null
            ? Optional.empty()
            : Optional.of(NoteArguments.checkpoint(olderCheckpoint));
    CopyTrust trust = new CopyTrust(keys.log(), keys.witnesses(), older);
    CopyReport report;
    try {
      report = CopyCheck.verify(folder, trust);
    } catch (IOException noCopy) {
      throw NoteArguments.invalid(noCopy.getMessage(), noCopy);
    }
    print(report, spec.commandLine().getOut());
    return report.isIntact() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  private static void print(CopyReport report, PrintWriter out) {
    out.println("log        " + PrintableText.of(report.checkpoint().origin()));
    out.println("entries    " + report.checkpoint().size());
    out.println("root       " + NoteLines.base64(report.checkpoint().root()));
    out.println(
        report.isKeyTrusted()
            ? "log key    as given"
            : "log key    the copy's own: compare it with one you know, or give --log-key");
    out.println(
        "witnesses  "
            + (report.cosigners().isEmpty()
                ? "none checked"
                : String.join(", ", report.cosigners())));
    out.println(
        "personal   %d values checked, %d erased or not in the copy"
            .formatted(report.personalValues(), report.erasedValues()));
    for (Finding finding : report.findings()) {
      out.println(PrintableText.of(finding.kind().code() + ": " + finding.message()));
    }
    if (report.findings().size() == CopyReport.MAX_FINDINGS) {
      out.println("there may be more");
    }
    report.findings().stream()
        .flatMapToLong(finding -> finding.index().stream())
        .min()
        .ifPresent(index -> out.println("the first entry that does not hold is " + index));
    out.println(report.isIntact() ? "all holds" : "the copy does not hold");
    out.flush();
  }
}
