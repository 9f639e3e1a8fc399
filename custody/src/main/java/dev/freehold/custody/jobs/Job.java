package dev.freehold.custody.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A job and its progress.
 *
 * @param id which one
 * @param tenantId whose it is
 * @param kind the name of its {@link JobKind}
 * @param subjectId what it is about
 * @param state what it is doing
 * @param code why it waits or failed, as a stable code; empty in every other state
 * @param reason the same in words, safe to show; empty in every other state
 * @param doneItems items that are done, durably
 * @param totalItems items that there are to do; 0 while that is not known
 * @param doneBytes bytes that were moved, durably
 * @param totalBytes bytes that there were when it was made; 0 if that was not known
 * @param createdAt when it was ordered
 * @param startedAt when its first step began
 * @param endedAt when it was done, failed or cancelled
 * @param createdBy who ordered it
 * @param statement its result, by lower-camel-case name; empty until it is done
 */
public record Job(
    UUID id,
    UUID tenantId,
    String kind,
    UUID subjectId,
    JobState state,
    Optional<String> code,
    Optional<String> reason,
    long doneItems,
    long totalItems,
    long doneBytes,
    long totalBytes,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String createdBy,
    Map<String, String> statement) {

  /** Copies the statement. */
  public Job {
    statement = Map.copyOf(statement);
  }

  /** True if and only if it is neither done, failed nor cancelled. */
  public boolean isUnfinished() {
    return endedAt.isEmpty();
  }

  /**
   * When it will be done if the rest goes as fast as what is done went since the start, pauses and
   * waits included; empty while it does not run, or before anything is known.
   */
  public Optional<Instant> estimatedEnd(Instant now) {
    if (state != JobState.RUNNING || startedAt.isEmpty()) {
      return Optional.empty();
    }
    boolean byItems = totalItems > 0;
    long done = byItems ? doneItems : doneBytes;
    long total = byItems ? totalItems : totalBytes;
    if (done <= 0 || done >= total) {
      return Optional.empty();
    }
    double elapsedMillis = Duration.between(startedAt.get(), now).toMillis();
    if (elapsedMillis <= 0) {
      return Optional.empty();
    }
    return Optional.of(now.plusMillis(Math.round(elapsedMillis / done * (total - done))));
  }
}
