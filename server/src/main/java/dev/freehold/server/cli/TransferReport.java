package dev.freehold.server.cli;

import dev.freehold.mail.folders.RenamedFolder;
import dev.freehold.mail.transfer.TransferFailure;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.text.ByteText;
import dev.freehold.server.text.PrintableText;
import java.io.PrintWriter;

/** What an import or export says at its end. */
final class TransferReport {

  private TransferReport() {}

  /** Prints it and gives the exit code. */
  static int print(String done, TransferSummary summary, PrintWriter out, PrintWriter err) {
    for (TransferFailure failure : summary.failures()) {
      err.println(failure.code() + "  " + failure.location() + "  " + failure.message());
    }
    long unlisted = summary.failureCount() - summary.failures().size();
    if (unlisted > 0) {
      err.println("and " + unlisted + " more failures");
    }
    out.println(
        "%s  %d messages, %s".formatted(done, summary.messages(), ByteText.of(summary.bytes())));
    if (summary.alreadyThere() > 0) {
      out.println("         %d of them were there before".formatted(summary.alreadyThere()));
    }
    if (summary.skippedFiles() > 0) {
      out.println("skipped  %d files that are no mail".formatted(summary.skippedFiles()));
    }
    if (summary.deleted() > 0) {
      out.println("left out %d messages that were deleted".formatted(summary.deleted()));
    }
    for (RenamedFolder folder : summary.renamed()) {
      out.println(
          "renamed  %s -> %s"
              .formatted(PrintableText.of(folder.there()), PrintableText.of(folder.here())));
    }
    if (summary.failureCount() > 0) {
      out.println("failed   %d".formatted(summary.failureCount()));
    }
    out.println("sha-256  " + summary.sha256());
    out.flush();
    err.flush();
    return summary.failureCount() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
