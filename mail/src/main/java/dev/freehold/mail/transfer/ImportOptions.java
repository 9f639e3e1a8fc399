package dev.freehold.mail.transfer;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderNaming;
import dev.freehold.mail.mailboxes.FolderPath;

/**
 * How to import.
 *
 * @param targetFolder the folder for messages at the top of the source; {@code INBOX} by default.
 *     With any other target, the source's folders go below it.
 * @param concurrency how many appends run at once, 1 to {@link MailLimits#MAX_CONCURRENT_APPENDS}
 * @param patience how long it waits for a sink that takes nothing at the moment
 * @param listener is called with the progress
 */
public record ImportOptions(
    String targetFolder,
    int concurrency,
    TransferPatience patience,
    TransferProgress.Listener listener) {

  private static final int DEFAULT_CONCURRENCY = 8;

  /** Into INBOX, eight at once, without waiting, silent. */
  public static final ImportOptions DEFAULT =
      new ImportOptions(
          FolderPath.INBOX,
          DEFAULT_CONCURRENCY,
          TransferPatience.NONE,
          TransferProgress.Listener.NONE);

  /**
   * Checks the bounds.
   *
   * @throws dev.freehold.mail.MailException {@code folder-name-invalid}
   */
  public ImportOptions {
    targetFolder = FolderPath.normalise(targetFolder);
    if (concurrency < 1 || concurrency > MailLimits.MAX_CONCURRENT_APPENDS) {
      throw new IllegalArgumentException(
          "concurrency is 1 to %d, got %d"
              .formatted(MailLimits.MAX_CONCURRENT_APPENDS, concurrency));
    }
  }

  /** The same into another folder. */
  public ImportOptions into(String folder) {
    return new ImportOptions(folder, concurrency, patience, listener);
  }

  /** The same with another number of appends at once. */
  public ImportOptions atOnce(int appends) {
    return new ImportOptions(targetFolder, appends, patience, listener);
  }

  /** The same with a listener. */
  public ImportOptions toldTo(TransferProgress.Listener other) {
    return new ImportOptions(targetFolder, concurrency, patience, other);
  }

  /** The same with another patience. */
  public ImportOptions waiting(TransferPatience other) {
    return new ImportOptions(targetFolder, concurrency, other, listener);
  }

  /** Names the source's folders: those of its top are beside INBOX, or below the target. */
  FolderNaming naming() {
    return new FolderNaming(targetFolder.equals(FolderPath.INBOX) ? "" : targetFolder);
  }
}
