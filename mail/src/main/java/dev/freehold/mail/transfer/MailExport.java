package dev.freehold.mail.transfer;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.io.IOException;
import java.io.InputStream;
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

  /** Exports from {@code source}. */
  public MailExport(MailSource source, ExportOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * Exports everything into {@code target}, which must not exist.
   *
   * @throws MailException {@code export-target-exists} or {@code export-target-unwritable}; nothing
   *     is left then
   * @throws IOException if the source cannot be listed
   */
  public TransferSummary run(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    requireAbsent(absolute);
    Path partial = makePartial(absolute);
    try {
      TransferSummary summary = fill(partial);
      requireAbsent(absolute);
      Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE);
      return summary;
    } catch (VerifiedCopy.WriteFailure e) {
      FolderRemoval.remove(partial);
      throw unwritable(absolute, e);
    } catch (IOException | RuntimeException e) {
      FolderRemoval.remove(partial);
      throw e;
    }
  }

  private TransferSummary fill(Path root) throws IOException {
    List<MailFolder> folders = source.folders();
    TransferTally tally =
        new TransferTally(
            options.listener(),
            folders.stream().mapToLong(MailFolder::messageCount).sum(),
            folders.stream().mapToLong(MailFolder::totalBytes).sum());
    try (ExportWriter writer = writer(root);
        Manifest manifest = new Manifest(root)) {
      for (MailFolder folder : folders) {
        long after = 0;
        while (true) {
          List<MailItem> page = source.list(folder.path(), after, MailLimits.MAX_MESSAGES_PER_CALL);
          if (page.isEmpty()) {
            break;
          }
          for (MailItem item : page) {
            export(item, writer, manifest, tally);
          }
          after = page.getLast().uid();
        }
        writer.endFolder();
      }
    }
    return tally.summary(List.of());
  }

  private void export(MailItem item, ExportWriter writer, Manifest manifest, TransferTally tally)
      throws IOException {
    try (InputStream content = source.open(item)) {
      ExportEntry entry = writer.write(item, content);
      manifest.add(item, entry);
      tally.done(entry.sha256(), entry.sizeBytes(), item.sizeBytes(), false);
    } catch (MailException e) {
      fail(item, e.code(), e.getMessage(), tally);
    } catch (MailSink.RefusedException e) {
      fail(item, e.code(), e.getMessage(), tally);
    } catch (VerifiedCopy.WriteFailure e) {
      throw e;
    } catch (IOException e) {
      fail(
          item,
          MailError.READ_FAILED.code(),
          "it could not be read (%s)".formatted(e.getClass().getSimpleName()),
          tally);
    }
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
