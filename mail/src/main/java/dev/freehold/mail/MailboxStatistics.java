package dev.freehold.mail;

import java.util.Optional;
import java.util.UUID;

/**
 * What is true of a mailbox now.
 *
 * @param itemCount how many messages it holds
 * @param totalBytes their bytes
 * @param dataEncryptionPolicyId the policy that its key's chain ends in; empty if that chain is
 *     broken
 * @param isEncrypted true if and only if that is the mailbox's policy and every message is an
 *     object that is registered under the mailbox's key
 */
public record MailboxStatistics(
    long itemCount, long totalBytes, Optional<UUID> dataEncryptionPolicyId, boolean isEncrypted) {}
