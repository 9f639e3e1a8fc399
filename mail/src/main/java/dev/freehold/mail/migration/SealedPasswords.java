package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import dev.freehold.mail.migration.imap.SourcePassword;
import java.util.Arrays;
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
    byte[] plain = row.password().copy();
    try {
      byte[] bound = bound(endpoint, batchId, row.line(), row.userName());
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
    byte[] bound = bound(endpoint, user.batchId(), user.line(), user.userName());
    return SourcePassword.takeOver(master.open(Purpose.MIGRATION_PASSWORD, bound, sealed.bytes()));
  }

  private static byte[] bound(MigrationEndpoint endpoint, UUID batchId, int line, String userName) {
    String all =
        String.join(
            "\n",
            endpoint.tenantId().toString(),
            batchId.toString(),
            Integer.toString(line),
            endpoint.server(),
            Integer.toString(endpoint.port()),
            endpoint.security().name(),
            Boolean.toString(endpoint.acceptUntrusted()),
            userName);
    return Sha256.of(all.getBytes(UTF_8));
  }
}
