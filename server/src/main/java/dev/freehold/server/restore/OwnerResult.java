package dev.freehold.server.restore;

import dev.freehold.custody.copies.KeyReach;
import java.util.Optional;
import java.util.UUID;

/**
 * The finding about one key of a mailbox or site.
 *
 * @param keyId the key's id
 * @param ownerId the mailbox or site, if the backup says it
 * @param kind {@code MAILBOX} or {@code SITE}, if the backup says it
 * @param name the mailbox's address or the site's name, if the backup says it
 * @param isPurged whether it, or its policy, is known to have been purged
 * @param reason why, as a part of a sentence
 */
public record OwnerResult(
    UUID keyId,
    Optional<UUID> ownerId,
    Optional<String> kind,
    Optional<String> name,
    boolean isPurged,
    KeyReach standing,
    String reason) {}
