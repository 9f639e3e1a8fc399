package dev.freehold.mail.transfer;

import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import java.time.Instant;

/**
 * One stored message, without its bytes.
 *
 * @param folder the folder's path
 * @param uid its UID in the folder
 * @param flags its flags and keywords
 * @param internalDate when it was delivered
 * @param sizeBytes its length
 * @param sha256 64 lower-case hexadecimal digits, computed when it was stored; empty if the
 *     message's row is damaged, which then does not open
 * @param properties what came with it
 */
public record MailItem(
    String folder,
    long uid,
    MessageFlags flags,
    Instant internalDate,
    long sizeBytes,
    String sha256,
    MessageProperties properties) {}
