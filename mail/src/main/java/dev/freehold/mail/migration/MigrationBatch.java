package dev.freehold.mail.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch and its progress.
 *
 * @param id which one
 * @param name what the tenant calls it
 * @param endpoint the name of the endpoint where the mail is
 * @param folders which folders are copied
 * @param badItemLimit how many messages of a mailbox may be passed over because the source does not
 *     give them
 * @param otherNames how many of its mailboxes had mail from another server, or of another user name
 *     there, when it was made
 * @param status what it is doing
 * @param code why it waits or failed, as a stable code
 * @param reason the same in words, safe to show
 * @param counts how many mailboxes it has in each state
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param startedAt when the first mailbox began
 * @param endedAt when it ended
 * @param schedule of one that goes on; empty for one that has one run only
 */
public record MigrationBatch(
    UUID id,
    String name,
    String endpoint,
    FolderRules folders,
    int badItemLimit,
    int otherNames,
    BatchStatus status,
    Optional<String> code,
    Optional<String> reason,
    UserCounts counts,
    Instant createdAt,
    String createdBy,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Schedule> schedule) {

  /**
   * When a batch copies again.
   *
   * @param interval from the end of one run to the next
   * @param nextAt when the next run begins; empty while one is under way, and once it was stopped
   * @param runs how many runs have begun
   * @param deletionLimit how many messages of a mailbox a run removes without approval
   * @param completeAfter when it completes by itself
   */
  public record Schedule(
      Duration interval,
      Optional<Instant> nextAt,
      int runs,
      int deletionLimit,
      Optional<Instant> completeAfter) {}
}
