package dev.freehold.mail.migration.plan;

import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.migration.imap.SourceError;
import dev.freehold.mail.migration.imap.SourceFolder;
import java.util.Optional;

/** A folder that is to be copied; or one that cannot be, with the code that says why. */
public record PlannedFolder(SourceFolder folder, Optional<String> code) {

  static PlannedFolder of(SourceFolder folder) {
    return new PlannedFolder(folder, refusal(folder));
  }

  private static Optional<String> refusal(SourceFolder folder) {
    if (!folder.canBeOpened()) {
      return Optional.of(SourceError.FOLDER_NAME_UNUSABLE.code());
    }
    try {
      FolderPath.normalise(folder.path());
      return Optional.empty();
    } catch (MailException e) {
      return Optional.of(e.code());
    }
  }
}
