package dev.freehold.mail.migration;

import java.time.Instant;
import java.util.Optional;

/** A batch to be made. Immutable as long as nobody changes the bytes of its CSV. */
public final class NewBatch {

  private final String name;
  private final String endpoint;
  private final byte[] csv;
  private final boolean allowUnknownColumns;
  private final FolderRules folders;
  private final int badItemLimit;
  private final boolean autoStart;
  private final int syncSeconds;
  private final int deletionLimit;
  private final Optional<Instant> completeAfter;

  /**
   * Describes a batch.
   *
   * @param name what to call it
   * @param endpoint the name or id of where the mail is
   * @param csv a line for each mailbox: EmailAddress, UserName, Password; nothing keeps it
   * @param allowUnknownColumns whether further columns are skipped and not refused
   * @param folders which folders are copied
   * @param badItemLimit how many messages of a mailbox are passed over because the source does not
   *     give them, 0 or more; at one more the mailbox has failed
   * @param autoStart whether it starts at once
   * @param syncSeconds how long after a run the next one begins, until it is completed; 0 for a
   *     batch that has one run only
   * @param deletionLimit how many messages of a mailbox a run removes without approval
   * @param completeAfter when it completes by itself, if it goes on
   */
  public NewBatch(
      String name,
      String endpoint,
      byte[] csv,
      boolean allowUnknownColumns,
      FolderRules folders,
      int badItemLimit,
      boolean autoStart,
      int syncSeconds,
      int deletionLimit,
      Optional<Instant> completeAfter) {
    this.name = name;
    this.endpoint = endpoint;
    this.csv = csv;
    this.allowUnknownColumns = allowUnknownColumns;
    this.folders = folders;
    this.badItemLimit = badItemLimit;
    this.autoStart = autoStart;
    this.syncSeconds = syncSeconds;
    this.deletionLimit = deletionLimit;
    this.completeAfter = completeAfter;
  }

  String name() {
    return name;
  }

  String endpoint() {
    return endpoint;
  }

  byte[] csv() {
    return csv;
  }

  boolean allowUnknownColumns() {
    return allowUnknownColumns;
  }

  FolderRules folders() {
    return folders;
  }

  int badItemLimit() {
    return badItemLimit;
  }

  boolean autoStart() {
    return autoStart;
  }

  int syncSeconds() {
    return syncSeconds;
  }

  int deletionLimit() {
    return deletionLimit;
  }

  Optional<Instant> completeAfter() {
    return completeAfter;
  }
}
