package dev.freehold.mail.messages;

import java.time.Instant;
import java.util.UUID;

/**
 * The data about a message that SQL has in clear.
 *
 * @param uid its UID in the folder
 * @param modSeq the mod-sequence of its last change
 * @param flags its flags and keywords
 * @param internalDate when it was delivered
 * @param savedAt when it was stored here (RFC 8514)
 * @param sizeBytes its length
 * @param headerBytes the offset of its body
 * @param objectId the object that holds it
 */
public record StoredMessage(
    long uid,
    long modSeq,
    MessageFlags flags,
    Instant internalDate,
    Instant savedAt,
    long sizeBytes,
    long headerBytes,
    UUID objectId) {

  /** The same message after its flags changed. */
  StoredMessage with(long newModSeq, MessageFlags newFlags) {
    return new StoredMessage(
        uid, newModSeq, newFlags, internalDate, savedAt, sizeBytes, headerBytes, objectId);
  }
}
