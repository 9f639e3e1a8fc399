package dev.freehold.mail.migration;

import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.ConnectionSecurity;
import dev.freehold.mail.migration.imap.MigrationLimits;
import dev.freehold.mail.migration.imap.SourcePassword;

/**
 * An endpoint to be made.
 *
 * @param name its name
 * @param server its DNS name or address
 * @param port its port, 1 to 65,535
 * @param security how the connection is protected
 * @param trust which certificate is trusted; that any is, is recorded
 * @param signIn how to sign in
 * @param secret the administrator's password or the client's secret, empty if there is none; the
 *     caller closes it
 * @param maxConcurrent 1 to {@link MigrationLimits#MAX_CONCURRENT}
 * @param messagesPerHour 1 to {@link MigrationLimits#MAX_MESSAGES_PER_HOUR}; 0 for no limit
 * @param skipVerification true to make it without checking whether a server answers
 */
public record NewEndpoint(
    String name,
    String server,
    int port,
    ConnectionSecurity security,
    CertificateTrust trust,
    SignInMethod signIn,
    SourcePassword secret,
    int maxConcurrent,
    int messagesPerHour,
    boolean skipVerification) {

  /** Shows nothing that is secret. */
  @Override
  public String toString() {
    return "NewEndpoint[" + name + "]";
  }
}
