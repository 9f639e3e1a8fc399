package dev.freehold.mailserver.store;

import java.util.UUID;
import org.apache.james.mailbox.model.MailboxId;

/**
 * The id of a folder, which renaming does not change: IMAP's MAILBOXID (RFC 8474).
 *
 * @param id of the folder
 */
public record FolderId(UUID id) implements MailboxId {

  /** Reads what {@link #serialize} wrote. */
  static FolderId of(String serialized) {
    return new FolderId(UUID.fromString(serialized));
  }

  @Override
  public String serialize() {
    return id.toString();
  }
}
