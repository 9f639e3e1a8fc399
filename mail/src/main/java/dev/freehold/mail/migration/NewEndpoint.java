package dev.freehold.mail.migration;

import dev.freehold.mail.migration.imap.ConnectionSecurity;
import dev.freehold.mail.migration.imap.MigrationLimits;

/**
 * An endpoint to be made.
 *
 * @param name its name
 * @param server its DNS name or address
 * @param port its port, 1 to 65,535
 * @param security how the connection is protected
 * @param acceptUntrusted whether any certificate is accepted; that is recorded
 * @param maxConcurrent 1 to {@link MigrationLimits#MAX_CONCURRENT}
 * @param skipVerification true to make it without checking whether a server answers
 */
public record NewEndpoint(
    String name,
    String server,
    int port,
    ConnectionSecurity security,
    boolean acceptUntrusted,
    int maxConcurrent,
    boolean skipVerification) {}
