package dev.freehold.mail.migration.imap;

import java.time.Instant;
import java.util.UUID;

/**
 * An IMAP server that mail is brought from.
 *
 * @param id which one
 * @param tenantId whose it is
 * @param name what the tenant calls it; unique within the tenant in any case of letters
 * @param server its DNS name or address
 * @param port its port
 * @param security how the connection is protected
 * @param acceptUntrusted whether any certificate will do
 * @param maxConcurrent how many mailboxes are brought at the same time, 1 to {@link
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
