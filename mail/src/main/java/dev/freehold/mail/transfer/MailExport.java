package dev.freehold.mail.transfer;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Exports a mailbox into a new folder, byte for byte. The folder gets its name when everything is
 * in it; until then, and after a crash, it is called {@code .NAME.partial-…}. A message that cannot
 * be read is reported, and the export continues.
 */
public final class MailExport {

  private final MailSource source;
  private final ExportOptions options;
  private final TransferGate gate;

  /** Exports from {@code source}, once. */
  public MailExport(MailSource source, ExportOptions options) {
    this.source = source;
    this.options = options;
    this.gate = new TransferGate(options.patience(), options.listener());
  }

  /** Ends the export after the message under way; any thread may call it. */
  public void stop() {
    gate.stop(TransferGate.interrupted());
  }

  /**
   * Exports everything into {@code target}, which must not exist. If the summary says that the
   * export ended before its end, nothing of it is left.
   *
   * @throws MailException {@code export-target-exists} or {@code export-target-unwritable}; nothing
   *     is left then
   * @throws IOException if what was written cannot be removed
   */
  public TransferSummary run(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    requireAbsent(absolute);
    Path partial = makePartial(absolute);
    try {
      TransferSummary summary = fill(partial);
      if (summary.stopped().isPresent()) {
        FolderRemoval.remove(partial);
        return summary;
      }
      requireAbsent(absolute);
      Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE);
      return summary;
    } catch (IOException e) {
      FolderRemoval.remove(partial);
      throw unwritable(absolute, e);
    } catch (RuntimeException e) {
      FolderRemoval.remove(partial);
      throw e;
    }
  }

  /** Fails with an IOException only if the target cannot be written. */
  private TransferSummary fill(Path root) throws IOException {
    List<MailFolder> folders = folders();
    TransferTally tally =
        new TransferTally(
            options.listener(),
            folders.stream().mapToLong(MailFolder::messageCount).sum(),
            folders.stream().mapToLong(MailFolder::totalBytes).sum());
    try (ExportWriter writer = writer(root);
        Manifest manifest = new Manifest(root)) {
      for (MailFolder folder : folders) {
        if (!exportAll(folder.path(), writer, manifest, tally)) {
          break;
        }
      }
    }
    return tally.summary(gate.stopped(), List.of());
  }

  private List<MailFolder> folders() {
    try {
      return gate.ask(() -> listed(source::folders)).orElse(List.of());
    } catch (MailSink.RefusedException e) {
      gate.stop(new TransferStop(TransferStop.Kind.REFUSED, e.code(), e.getMessage()));
      return List.of();
    }
  }

  private static <T> T listed(Listing<T> listing) {
    try {
      return listing.get();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Exports a folder; false if the export ended before the folder's end. */
  private boolean exportAll(
      String folder, ExportWriter writer, Manifest manifest, TransferTally tally)
      throws IOException {
    long after = 0;
    while (gate.stopped().isEmpty()) {
      List<MailItem> page;
      try {
        page = page(folder, after);
      } catch (MailSink.RefusedException e) {
        tally.problem(new TransferFailure(folder, e.code(), e.getMessage()));
        writer.endFolder();
        return true;
      }
      if (gate.stopped().isPresent()) {
        return false;
      }
      if (page.isEmpty()) {
        if (after == 0) {
          writer.emptyFolder(folder);
          manifest.addEmpty(folder);
        }
        writer.endFolder();
        return true;
      }
      for (MailItem item : page) {
        export(item, writer, manifest, tally);
      }
      after = page.getLast().uid();
    }
    return false;
  }

  private List<MailItem> page(String folder, long after) {
    int most = MailLimits.MAX_MESSAGES_PER_CALL;
    return gate.ask(() -> listed(() -> source.list(folder, after, most))).orElse(List.of());
  }

  private void export(MailItem item, ExportWriter writer, Manifest manifest, TransferTally tally)
      throws IOException {
    try {
      gate.pass(() -> write(item, writer, manifest, tally));
    } catch (MailException e) {
      fail(item, e.code(), e.getMessage(), tally);
    } catch (MailSink.RefusedException e) {
      fail(item, e.code(), e.getMessage(), tally);
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
  }

  private void write(MailItem item, ExportWriter writer, Manifest manifest, TransferTally tally) {
    ExportEntry entry;
    try (ReadContent content = open(item)) {
      try {
        entry = writer.write(item, content);
      } catch (IOException e) {
        throw content.failed() ? broken(e) : unwritten(e);
      }
    } catch (IOException e) {
      throw broken(e);
    }
    try {
      manifest.add(item, entry);
    } catch (IOException e) {
      throw unwritten(e);
    }
    tally.done(entry.sha256(), entry.sizeBytes(), item.sizeBytes(), false);
  }

  private ReadContent open(MailItem item) throws IOException {
    return new ReadContent(source.open(item));
  }

  private static MailSink.RefusedException broken(IOException cause) {
    return new MailSink.RefusedException(
        MailSink.Reach.NOW,
        MailError.READ_FAILED.code(),
        "it could not be read (%s)".formatted(cause.getClass().getSimpleName()),
        cause);
  }

  /** The target cannot be written: trying again does not help. */
  private static UncheckedIOException unwritten(IOException cause) {
    return new UncheckedIOException(
        cause instanceof VerifiedCopy.WriteFailure ? cause : new VerifiedCopy.WriteFailure(cause));
  }

  /** Asks the source for a list. */
  @FunctionalInterface
  private interface Listing<T> {
    T get() throws IOException;
  }

  private static void fail(MailItem item, String code, String reason, TransferTally tally) {
    String location = item.folder() + ", UID " + item.uid();
    tally.failed(new TransferFailure(location, code, reason), item.sizeBytes());
  }

  private ExportWriter writer(Path root) {
    return switch (options.format()) {
      case EML -> new EmlWriter(root);
      case MAILDIR -> new MaildirWriter(root);
      case MBOX -> new MboxWriter(root);
    };
  }

  private static void requireAbsent(Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new MailException(
          MailError.TARGET_EXISTS,
          "%s exists; an export never overwrites, so name a new folder".formatted(target));
    }
  }

  private static Path makePartial(Path target) {
    try {
      return Files.createTempDirectory(
          target.getParent(), "." + target.getFileName() + ".partial-");
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static MailException unwritable(Path target, IOException cause) {
    return new MailException(
        MailError.TARGET_UNWRITABLE,
        "%s cannot be written; its parent must be a folder that you may write to, with space left"
            .formatted(target),
        cause);
  }
}
