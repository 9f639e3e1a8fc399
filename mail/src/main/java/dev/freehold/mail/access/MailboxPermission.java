package dev.freehold.mail.access;

import java.time.Instant;
import java.util.UUID;

/**
 * Full access to a mailbox: its holder may read all messages in it.
 *
 * @param principalId the user or application that holds it
 * @param grantedAt when it was given
 */
public record MailboxPermission(UUID principalId, Instant grantedAt) {}
