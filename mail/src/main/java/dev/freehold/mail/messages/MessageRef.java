package dev.freehold.mail.messages;

import java.util.UUID;

/**
 * A message that is durably stored.
 *
 * @param uid its UID in the folder
 * @param uidValidity the folder's UIDVALIDITY
 * @param modSeq its mod-sequence
 * @param objectId the object that holds it
 * @param sizeBytes its length
 * @param sha256 of its bytes: 64 lower-case hexadecimal digits
 * @param alreadyThere true if it was found by its import key and nothing was stored now
 */
public record MessageRef(
    long uid,
    long uidValidity,
    long modSeq,
    UUID objectId,
    long sizeBytes,
    String sha256,
    boolean alreadyThere) {}
