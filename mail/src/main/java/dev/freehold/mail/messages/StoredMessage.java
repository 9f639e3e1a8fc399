package dev.freehold.mail.messages;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The data about a message that SQL has in clear.
 *
 * @param uid its UID in the folder
 * @param modSeq the mod-sequence of its last change
 * @param flags its flags and keywords
 * @param internalDate when it was delivered
 * @param internalZone the time zone in which that was told, in whole minutes
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
    ZoneOffset internalZone,
    Instant savedAt,
    long sizeBytes,
    long headerBytes,
    UUID objectId) {

  /** The same message after its flags changed. */
  StoredMessage with(long newModSeq, MessageFlags newFlags) {
    return new StoredMessage(
        uid,
        newModSeq,
        newFlags,
        internalDate,
        internalZone,
        savedAt,
        sizeBytes,
        headerBytes,
        objectId);
  }

  /** When it was delivered, by the clock of whoever told it. */
  public OffsetDateTime delivered() {
    return internalDate.atOffset(internalZone);
  }
}
