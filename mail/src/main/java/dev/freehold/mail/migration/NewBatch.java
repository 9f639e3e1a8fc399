package dev.freehold.mail.migration;

/**
 * A batch to be made.
 *
 * @param name what to call it
 * @param endpoint the name or id of where the mail is
 * @param csv a line for each mailbox: EmailAddress, UserName, Password; nothing keeps it
 * @param allowUnknownColumns whether further columns are passed over and not refused
 * @param folders which folders are copied
 * @param autoStart whether it starts at once
 */
public record NewBatch(
    String name,
    String endpoint,
    byte[] csv,
    boolean allowUnknownColumns,
    FolderRules folders,
    boolean autoStart) {

  /** Nothing of the CSV. */
  @Override
  public String toString() {
    return "NewBatch[" + name + "]";
  }
}
