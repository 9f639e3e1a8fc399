package dev.freehold.files.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * Secrets at rest, under the service master key. They cannot be hashes: a signature is checked by
 * computing it anew. Each is bound to its tenant, principal and id, so that a row which was changed
 * to speak for somebody else does not open.
 */
final class SealedSecrets {

  private final ServiceMasterKey master;

  SealedSecrets(ServiceMasterKey master) {
    this.master = master;
  }

  Ciphertext seal(AccessKey key, AccessSecret secret) {
    byte[] plain = secret.bytes();
    try {
      return Ciphertext.of(master.seal(Purpose.ACCESS_KEY_SECRET, associatedData(key), plain));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Opens what was sealed for the same key.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if it does not open
   */
  AccessSecret open(AccessKey key, Ciphertext sealed) {
    return AccessSecret.takeOver(
        master.open(Purpose.ACCESS_KEY_SECRET, associatedData(key), sealed.bytes()));
  }

  /** Two ids of fixed length before the one that is left. */
  private static byte[] associatedData(AccessKey key) {
    byte[] id = key.id().getBytes(US_ASCII);
    ByteBuffer data = ByteBuffer.allocate(2 * Long.BYTES * 2 + id.length);
    put(data, key.tenantId());
    put(data, key.principalId());
    return data.put(id).array();
  }

  private static void put(ByteBuffer data, UUID id) {
    data.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}
