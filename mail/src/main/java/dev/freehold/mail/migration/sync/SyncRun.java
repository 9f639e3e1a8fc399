package dev.freehold.mail.migration.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of a batch.
 *
 * @param number from 1
 * @param startedAt when it began
 * @param endedAt when its last mailbox ended; empty while it is under way
 * @param isFinal whether it was the last one, after which passwords are gone
 * @param mailboxes how many mailboxes the batch has
 * @param failed how many of them failed in this run
 * @param skippedItems messages of all mailboxes that are skipped
 * @param counts what it brought
 */
public record SyncRun(
    int number,
    Instant startedAt,
    Optional<Instant> endedAt,
    boolean isFinal,
    int mailboxes,
    int failed,
    long skippedItems,
    SyncCounts counts) {

  /** A run that begins. */
  public static SyncRun begun(int number, Instant now, boolean isFinal, int mailboxes) {
    return new SyncRun(number, now, Optional.empty(), isFinal, mailboxes, 0, 0, SyncCounts.NONE);
  }

  /** The same with what it has brought. */
  public SyncRun with(
      Optional<Instant> end, int failedMailboxes, long skipped, SyncCounts brought) {
    return new SyncRun(
        number, startedAt, end, isFinal, mailboxes, failedMailboxes, skipped, brought);
  }
}
