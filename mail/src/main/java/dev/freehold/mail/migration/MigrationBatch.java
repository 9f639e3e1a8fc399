package dev.freehold.mail.migration;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A batch and its progress.
 *
 * @param id which one
 * @param name what the tenant calls it
 * @param endpoint the name of the endpoint where the mail is
 * @param folders which folders are copied
 * @param badItemLimit how many messages of a mailbox may be passed over because the source does not
 *     give them
 * @param otherNames how many of its mailboxes had mail from another server, or of another user name
 *     there, when it was made
 * @param status what it is doing
 * @param code why it waits or failed, as a stable code
 * @param reason the same in words, safe to show
 * @param counts how many mailboxes it has in each state
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param startedAt when the first mailbox began
 * @param endedAt when it ended
 */
public record MigrationBatch(
    UUID id,
    String name,
    String endpoint,
    FolderRules folders,
    int badItemLimit,
    int otherNames,
    BatchStatus status,
    Optional<String> code,
    Optional<String> reason,
    UserCounts counts,
    Instant createdAt,
    String createdBy,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {}
