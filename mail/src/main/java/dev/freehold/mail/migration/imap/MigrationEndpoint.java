package dev.freehold.mail.migration.imap;

import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
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
 * @param trust which certificate of it is trusted
 * @param signIn how to sign in there
 * @param maxConcurrent how many mailboxes are migrated at the same time, 1 to {@link
 *     MigrationLimits#MAX_CONCURRENT}
 * @param messagesPerHour how many messages are fetched within an hour, for all mailboxes together;
 *     0 for any number
 * @param createdAt when it was made
 */
public record MigrationEndpoint(
    UUID id,
    UUID tenantId,
    String name,
    String server,
    int port,
    ConnectionSecurity security,
    CertificateTrust trust,
    SignInMethod signIn,
    int maxConcurrent,
    int messagesPerHour,
    Instant createdAt) {

  /** Whether any certificate is accepted. */
  public boolean acceptUntrusted() {
    return trust.any();
  }
}
