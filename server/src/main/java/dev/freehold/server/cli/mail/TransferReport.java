package dev.freehold.server.cli.mail;

import dev.freehold.mail.folders.RenamedFolder;
import dev.freehold.mail.transfer.TransferFailure;
import dev.freehold.mail.transfer.TransferStop;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.cli.options.ExitCode;
import dev.freehold.server.text.ByteText;
import dev.freehold.server.text.PrintableText;
import java.io.PrintWriter;

/** What an import or export says at its end. */
final class TransferReport {

  private final String done;
  private final boolean keepsPart;
  private final String toGoOn;

  private TransferReport(String done, boolean keepsPart, String toGoOn) {
    this.done = done;
    this.keepsPart = keepsPart;
    this.toGoOn = toGoOn;
  }

  /** Of an import. */
  static TransferReport ofImport() {
    return new TransferReport(
        "imported", true, "give the same command again: what is stored already is not sent again");
  }

  /** Of an export. */
  static TransferReport ofExport() {
    return new TransferReport(
        "exported",
        false,
        "give the same command again: it begins anew, and nothing of this one is left");
  }

  /** Prints it and gives the exit code. */
  int print(TransferSummary summary, PrintWriter out, PrintWriter err) {
    for (TransferFailure failure : summary.failures()) {
      err.println(
          failure.code() + "  " + PrintableText.of(failure.location()) + "  " + failure.message());
    }
    long unlisted = summary.failureCount() - summary.failures().size();
    if (unlisted > 0) {
      err.println("and " + unlisted + " more failures");
    }
    if (keepsPart || summary.stopped().isEmpty()) {
      printSums(summary, out);
    }
    summary.stopped().ifPresent(stop -> print(stop, err));
    out.flush();
    err.flush();
    return exitCode(summary);
  }

  private void printSums(TransferSummary summary, PrintWriter out) {
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
  }

  private void print(TransferStop stop, PrintWriter err) {
    err.println("freehold: " + stop.code() + ": " + stop.message());
    String first =
        switch (stop.kind()) {
          case REFUSED -> "the server refuses all the rest; when that is changed, ";
          case UNREACHABLE ->
              "the server gave no answer for too long, or was busy; when it serves again, ";
          case INTERRUPTED -> "to go on, ";
        };
    err.println("stopped  " + first + toGoOn);
  }

  private static int exitCode(TransferSummary summary) {
    if (summary.stopped().isPresent()) {
      return switch (summary.stopped().get().kind()) {
        case REFUSED -> ExitCode.REFUSED;
        case UNREACHABLE -> ExitCode.UNAVAILABLE;
        case INTERRUPTED -> ExitCode.INCOMPLETE;
      };
    }
    return summary.failureCount() == 0 ? ExitCode.OK : ExitCode.INCOMPLETE;
  }
}
