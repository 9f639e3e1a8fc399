package dev.freehold.mail.transfer;

/**
 * A sink's confirmation that a message is stored durably.
 *
 * @param uid its UID in the folder
 * @param uidValidity the folder's UIDVALIDITY
 * @param sizeBytes how many bytes were stored
 * @param sha256 64 lower-case hexadecimal digits, computed by the sink over the bytes it stored
 * @param alreadyThere true if an earlier run stored it and this one stored nothing
 */
public record AppendReceipt(
    long uid, long uidValidity, long sizeBytes, String sha256, boolean alreadyThere) {}
