package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import dev.freehold.mail.migration.csv.CsvRow;
import dev.freehold.mail.migration.endpoint.CertificateTrust;
import dev.freehold.mail.migration.endpoint.SignInMethod;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.SourcePassword;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Passwords at rest, under the service master key. Each is bound to its row and to the server that
 * it is for, so that a row which was changed to send it elsewhere, or in clear, does not open. It
 * is bound to the address too, so that nobody who writes to the database has the mail of one
 * mailbox brought to another; only not where earlier programs may have the work, which do not know
 * of that.
 */
final class SealedPasswords {

  private final ServiceMasterKey master;

  SealedPasswords(ServiceMasterKey master) {
    this.master = master;
  }

  Ciphertext seal(MigrationEndpoint endpoint, BatchRows.Row batch, CsvRow row) {
    return seal(bound(endpoint, batch, row.line(), row.userName(), row.address()), row.password());
  }

  /** Seals another secret of a row. */
  Ciphertext seal(MailboxCopy.Work work, SourcePassword secret) {
    return seal(bound(work), secret);
  }

  /** Seals the secret of an endpoint. */
  Ciphertext seal(MigrationEndpoint endpoint, SourcePassword secret) {
    return seal(bound(endpoint), secret);
  }

  private Ciphertext seal(byte[] bound, SourcePassword secret) {
    byte[] plain = secret.copy();
    try {
      return Ciphertext.of(master.seal(Purpose.MIGRATION_PASSWORD, bound, plain));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Opens the password of a row.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if it does not open
   */
  SourcePassword open(MailboxCopy.Work work, Ciphertext sealed) {
    return open(bound(work), sealed);
  }

  /**
   * Opens the secret of an endpoint.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if it does not open
   */
  SourcePassword open(MigrationEndpoint endpoint, Ciphertext sealed) {
    return open(bound(endpoint), sealed);
  }

  private SourcePassword open(byte[] bound, Ciphertext sealed) {
    return SourcePassword.takeOver(master.open(Purpose.MIGRATION_PASSWORD, bound, sealed.bytes()));
  }

  private static byte[] bound(MailboxCopy.Work work) {
    MigrationUserRows.Row row = work.user();
    return bound(work.endpoint(), work.batch(), row.line(), row.userName(), row.address());
  }

  private static byte[] bound(
      MigrationEndpoint endpoint, BatchRows.Row batch, int line, String userName, String address) {
    return bound(endpoint, batch.id(), line, userName, batch.goesOn(), address);
  }

  private static byte[] bound(MigrationEndpoint endpoint) {
    return bound(endpoint, endpoint.id(), 0, endpoint.signIn().name(), false, "");
  }

  private static byte[] bound(
      MigrationEndpoint endpoint,
      UUID id,
      int line,
      String userName,
      boolean goesOn,
      String address) {
    List<String> all =
        new ArrayList<>(
            List.of(
                endpoint.tenantId().toString(),
                id.toString(),
                Integer.toString(line),
                endpoint.server(),
                Integer.toString(endpoint.port()),
                endpoint.security().name(),
                Boolean.toString(endpoint.acceptUntrusted()),
                userName));
    // Passwords that were sealed before there was anything else still open.
    CertificateTrust trust = endpoint.trust();
    SignInMethod signIn = endpoint.signIn();
    boolean isAsBefore =
        !goesOn && signIn.equals(SignInMethod.BASIC) && (trust.authority() + trust.pin()).isEmpty();
    if (!isAsBefore) {
      all.addAll(
          List.of(
              Sha256.hex(trust.authority().getBytes(UTF_8)),
              trust.pin(),
              signIn.kind().name(),
              signIn.name(),
              signIn.userForm(),
              signIn.tokenUri(),
              signIn.scope(),
              address));
    }
    return Sha256.of(String.join("\n", all).getBytes(UTF_8));
  }
}
