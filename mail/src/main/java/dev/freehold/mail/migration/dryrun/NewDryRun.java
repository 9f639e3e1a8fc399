package dev.freehold.mail.migration.dryrun;

import dev.freehold.mail.migration.FolderRules;

/** What is to be looked at. Immutable as long as nobody changes the bytes of its CSV. */
public final class NewDryRun {

  private final String endpoint;
  private final byte[] csv;
  private final boolean allowUnknownColumns;
  private final FolderRules folders;
  private final int afterLine;
  private final DryRunTotals before;

  /**
   * Describes a dry run, or the rest of one.
   *
   * @param endpoint the name or id of where the mail is
   * @param csv as for a batch: EmailAddress, UserName, Password; nothing keeps it
   * @param allowUnknownColumns whether further columns are skipped and not refused
   * @param folders which folders would be copied
   * @param afterLine the line at which the part before ended; 0 at first
   * @param before what the parts before have added up to
   */
  public NewDryRun(
      String endpoint,
      byte[] csv,
      boolean allowUnknownColumns,
      FolderRules folders,
      int afterLine,
      DryRunTotals before) {
    this.endpoint = endpoint;
    this.csv = csv;
    this.allowUnknownColumns = allowUnknownColumns;
    this.folders = folders;
    this.afterLine = afterLine;
    this.before = before;
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

  int afterLine() {
    return afterLine;
  }

  DryRunTotals before() {
    return before;
  }
}
