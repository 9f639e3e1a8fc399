package dev.freehold.console.migrations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.ConsoleTexts;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Migration batches, as the API shows them. */
public final class MigrationModels {

  private static final Set<String> OVER = Set.of("completed", "completedWithErrors", "failed");
  private static final Set<String> RUNS =
      Set.of("starting", "syncing", "incrementalSyncing", "completing", "waiting");
  private static final Set<String> BETWEEN = Set.of("synced", "syncedWithErrors");

  private MigrationModels() {}

  /** All batches. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listed(List<Batch> migrationBatches) {}

  /**
   * One batch.
   *
   * @param status in the words of the API
   * @param autoComplete whether it ends after its first run
   * @param completeAfter when it copies for the last time by itself; null if somebody has to
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Batch(
      UUID id,
      String name,
      String status,
      String sourceEndpoint,
      int totalCount,
      int activeCount,
      int syncedCount,
      int failedCount,
      String reason,
      String createdAt,
      String startedAt,
      String endedAt,
      boolean autoComplete,
      String completeAfter) {

    /** Whether mail is copied, or is to be as soon as that is possible. */
    public boolean isRunning() {
      return RUNS.contains(status);
    }

    /** Whether it is to copy again by itself, if it does not copy now. */
    public boolean goesOn() {
      return isRunning() || BETWEEN.contains(status);
    }

    /** Whether it copies until somebody completes it, which nobody has done. */
    public boolean isToComplete() {
      return !autoComplete && !isOver() && !status.equals("completing");
    }

    /** Whether nothing happens any more. */
    public boolean isOver() {
      return OVER.contains(status);
    }
  }

  /** Some mailboxes of a batch. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Users(List<User> users) {}

  /**
   * One mailbox.
   *
   * @param code why it failed or waits
   * @param progress while it is copied
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record User(
      int line,
      String emailAddress,
      String status,
      String code,
      long copiedItems,
      long copiedBytes,
      long skippedItems,
      Progress progress) {

    /** How far it is, in words. */
    public String done(ConsoleTexts texts) {
      return progress == null || progress.totalItems == null
          ? texts.of("number", progress == null ? copiedItems : progress.doneItems)
          : texts.of("job.progress", progress.doneItems, progress.totalItems, progress.percent);
    }
  }

  /** How far a mailbox is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Progress(
      String folder,
      long doneItems,
      Long totalItems,
      Integer percent,
      Long itemsPerMinute,
      String expectedEnd) {}
}
