package dev.freehold.mail.migration.imap;

import java.time.Instant;
import java.util.UUID;

/**
 * An IMAP server from which mail is migrated.
 *
 * @param id which one
 * @param tenantId whose it is
 * @param name what the tenant calls it; unique within the tenant in any case of letters
 * @param server its DNS name or address
 * @param port its port
 * @param security how the connection is protected
 * @param acceptUntrusted whether any certificate is accepted
 * @param maxConcurrent how many mailboxes are migrated at the same time, 1 to {@link
 *     MigrationLimits#MAX_CONCURRENT}
 * @param createdAt when it was made
 */
public record MigrationEndpoint(
    UUID id,
    UUID tenantId,
    String name,
    String server,
    int port,
    ConnectionSecurity security,
    boolean acceptUntrusted,
    int maxConcurrent,
    Instant createdAt) {}
