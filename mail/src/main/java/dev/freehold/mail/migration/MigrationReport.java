package dev.freehold.mail.migration;

import java.util.List;
import java.util.Optional;

/**
 * What a batch did about one mailbox, folder by folder.
 *
 * @param user the mailbox, with everything that was skipped and is named
 * @param folders its folders in the order in which they are copied; none before it began
 */
public record MigrationReport(MigrationUser user, List<Folder> folders) {

  /** Copies the folders. */
  public MigrationReport {
    folders = List.copyOf(folders);
  }

  /**
   * A folder. What is at the source is here, skipped, gone, or has not had its turn.
   *
   * @param sourceName its name at the source, decoded
   * @param path its path here
   * @param atSource how many messages the source had in it when it was last read
   * @param stored messages that this batch stored
   * @param known messages that were here before
   * @param recognised those of them that were found by their date, length and hash, because their
   *     account, folder or numbering has another name now; some may be in another folder here
   * @param skipped messages that were passed over, or that are not as the source says
   * @param gone messages that went at the source before their turn came
   * @param removed messages that a later run removed or moved, as at the source
   * @param isRenamed whether its path here is not the source's
   * @param isMerged whether another folder of the source has the same path here
   * @param isDone whether nothing more happens to it
   * @param code why it was not copied to its end, as a stable code
   */
  public record Folder(
      String sourceName,
      String path,
      long atSource,
      long stored,
      long known,
      long recognised,
      long skipped,
      long gone,
      long removed,
      boolean isRenamed,
      boolean isMerged,
      boolean isDone,
      Optional<String> code) {

    /** How many of its messages are here. */
    public long here() {
      return stored + known - removed;
    }
  }
}
