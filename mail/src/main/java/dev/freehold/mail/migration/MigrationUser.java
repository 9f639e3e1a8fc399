package dev.freehold.mail.migration;

import dev.freehold.mail.migration.sync.SyncCounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One mailbox of a batch.
 *
 * @param line the line of the CSV
 * @param address the mailbox or mail user
 * @param userName how it signs in at the source
 * @param status its state
 * @param code why it failed or is tried again, as a stable code
 * @param copiedItems messages that are here, those of earlier batches included
 * @param copiedBytes bytes that were copied
 * @param skippedItems messages that were skipped
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param lastRun what the last run of a batch that goes on has brought it
 * @param progress how far it is while it is copied; empty before its folders are known, and once it
 *     has ended
 * @param skips folders and messages that were skipped, a part of them if they are many
 */
public record MigrationUser(
    int line,
    String address,
    String userName,
    UserStatus status,
    Optional<String> code,
    long copiedItems,
    long copiedBytes,
    long skippedItems,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    SyncCounts lastRun,
    Optional<MigrationProgress> progress,
    List<Skip> skips) {

  /** Copies the skips. */
  public MigrationUser {
    skips = List.copyOf(skips);
  }

  /**
   * A folder or message that was skipped.
   *
   * @param folder its path here
   * @param uid the message's UID at the source; empty for the rest of the folder, and for a message
   *     of which the source does not tell it
   * @param code why, as a stable code
   * @param isFolder whether it is the rest of the folder
   */
  public record Skip(String folder, Optional<Long> uid, String code, boolean isFolder) {}
}
