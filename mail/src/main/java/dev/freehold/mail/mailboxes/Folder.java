package dev.freehold.mail.mailboxes;

import dev.freehold.content.store.ContentOwner;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder as it was when it was looked up.
 *
 * @param id its id, which renaming does not change
 * @param tenantId the tenant that owns it
 * @param mailboxId the mailbox that it is in
 * @param path its names from the top, with {@code /} between them; see {@link FolderPath}
 * @param specialUse its special use, if marked
 * @param uidValidity its UIDVALIDITY: increases if a folder is deleted and another one of the same
 *     name is made; of one that was migrated it is the source's
 * @param uidNext the UID that the next message gets
 * @param highestModSeq the highest mod-sequence that was assigned in it (RFC 7162)
 * @param messageCount how many messages it holds
 * @param totalBytes their bytes
 */
public record Folder(
    UUID id,
    UUID tenantId,
    UUID mailboxId,
    String path,
    Optional<SpecialUse> specialUse,
    long uidValidity,
    long uidNext,
    long highestModSeq,
    long messageCount,
    long totalBytes) {

  /** Whose its messages are. */
  public ContentOwner owner() {
    return new ContentOwner(tenantId, mailboxId);
  }
}
