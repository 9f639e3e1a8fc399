package dev.freehold.mail.mailboxes;

import dev.freehold.content.store.ContentOwner;
import java.time.Instant;
import java.util.UUID;

/**
 * A mailbox, or a mail user that is to become one. Its key and its policy are known to custody
 * only, under the same GUID.
 *
 * @param id its GUID
 * @param tenantId the tenant that owns it
 * @param address its address in lower case, unique within the tenant
 * @param displayName for people
 * @param kind whether it has folders; a mail user may have been migrated since this was read
 * @param createdAt when it was made
 */
public record Mailbox(
    UUID id,
    UUID tenantId,
    String address,
    String displayName,
    RecipientKind kind,
    Instant createdAt) {

  /** Whose its messages are. */
  public ContentOwner owner() {
    return new ContentOwner(tenantId, id);
  }

  /** A folder of another mailbox is answered like one that does not exist. */
  public void requireOwn(Folder folder) {
    if (!folder.mailboxId().equals(id) || !folder.tenantId().equals(tenantId)) {
      throw Folders.notFound();
    }
  }
}
