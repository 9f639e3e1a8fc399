package dev.freehold.server.cli.mail;

import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.MailImport;
import dev.freehold.mail.transfer.TransferProgress;
import dev.freehold.mail.transfer.TransferSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;

/** The imports of one command, one after another, which can be stopped together. */
final class ImportRun {

  private final PrintWriter err;
  private boolean stopped;
  private Optional<MailImport> current = Optional.empty();

  /** Shows the progress on {@code err}. */
  ImportRun(PrintWriter err) {
    this.err = err;
  }

  /** Ends the import that runs, and all that follow as soon as they begin. */
  synchronized void stop() {
    stopped = true;
    current.ifPresent(MailImport::stop);
  }

  /** Runs an import to its end. */
  TransferSummary of(ImportSource source, Function<TransferProgress.Listener, MailImport> maker)
      throws IOException {
    try (ProgressReport progress = ProgressReport.toStandardError(err)) {
      MailImport next = maker.apply(progress);
      begin(next);
      return next.run(source);
    }
  }

  private synchronized void begin(MailImport next) {
    current = Optional.of(next);
    if (stopped) {
      next.stop();
    }
  }
}
