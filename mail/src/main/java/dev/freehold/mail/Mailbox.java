package dev.freehold.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * A mailbox.
 *
 * @param id its GUID
 * @param tenantId the tenant that owns it
 * @param address its address in lower case, unique within the tenant
 * @param displayName for people
 * @param policyId the data encryption policy that it is under
 * @param ownerKeyId the mailbox key, which every message of it is sealed under
 * @param createdAt when it was made
 */
public record Mailbox(
    UUID id,
    UUID tenantId,
    String address,
    String displayName,
    UUID policyId,
    UUID ownerKeyId,
    Instant createdAt) {

  /** A folder of another mailbox is answered like one that does not exist. */
  void requireOwn(Folder folder) {
    if (!folder.mailboxId().equals(id) || !folder.tenantId().equals(tenantId)) {
      throw Folders.notFound();
    }
  }
}
