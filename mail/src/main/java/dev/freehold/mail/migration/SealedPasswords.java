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
 * it is for, so that a row which was changed to send it elsewhere, or in clear, does not open.
 */
final class SealedPasswords {

  private final ServiceMasterKey master;

  SealedPasswords(ServiceMasterKey master) {
    this.master = master;
  }

  Ciphertext seal(MigrationEndpoint endpoint, UUID batchId, CsvRow row) {
    return seal(bound(endpoint, batchId, row.line(), row.userName()), row.password());
  }

  /** Seals another secret of a row. */
  Ciphertext seal(MigrationEndpoint endpoint, MigrationUserRows.Row user, SourcePassword secret) {
    return seal(bound(endpoint, user.batchId(), user.line(), user.userName()), secret);
  }

  /** Seals the secret of an endpoint. */
  Ciphertext seal(MigrationEndpoint endpoint, SourcePassword secret) {
    return seal(bound(endpoint, endpoint.id(), 0, endpoint.signIn().name()), secret);
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
  SourcePassword open(MigrationEndpoint endpoint, MigrationUserRows.Row user, Ciphertext sealed) {
    return open(bound(endpoint, user.batchId(), user.line(), user.userName()), sealed);
  }

  /**
   * Opens the secret of an endpoint.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if it does not open
   */
  SourcePassword open(MigrationEndpoint endpoint, Ciphertext sealed) {
    return open(bound(endpoint, endpoint.id(), 0, endpoint.signIn().name()), sealed);
  }

  private SourcePassword open(byte[] bound, Ciphertext sealed) {
    return SourcePassword.takeOver(master.open(Purpose.MIGRATION_PASSWORD, bound, sealed.bytes()));
  }

  private static byte[] bound(MigrationEndpoint endpoint, UUID id, int line, String userName) {
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
    if (!signIn.equals(SignInMethod.BASIC) || !(trust.authority() + trust.pin()).isEmpty()) {
      all.addAll(
          List.of(
              Sha256.hex(trust.authority().getBytes(UTF_8)),
              trust.pin(),
              signIn.kind().name(),
              signIn.name(),
              signIn.userForm(),
              signIn.tokenUri(),
              signIn.scope()));
    }
    return Sha256.of(String.join("\n", all).getBytes(UTF_8));
  }
}
