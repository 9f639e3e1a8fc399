package dev.freehold.vault.backup;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.Sha256;
import dev.freehold.vault.backup.BackupRefusedException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes and opens backups: {@code header | nonce | ciphertext | tag | SHA-256 of all before}. Each
 * has its own key, derived from that of its security world. The digest proves nothing; it tells a
 * damaged file from one of another world. Thread-safe.
 */
public final class BackupSealer {

  private static final byte[] PURPOSE =
      "freehold-vault:key-backup:v1".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_BYTES = 32;

  private final CryptoSuite suite;
  private final Aead aead;

  /** Uses the ciphers and the random source of {@code suite}. */
  public BackupSealer(CryptoSuite suite) {
    this.suite = suite;
    this.aead = new Aead(suite);
  }

  /** Seals {@code backup} in {@code world}; the caller closes both. */
  public byte[] seal(SecurityWorld world, KeyBackup backup) {
    ByteBuffer random = ByteBuffer.wrap(suite.random().bytes(2 * Long.BYTES));
    UUID salt = new UUID(random.getLong(), random.getLong());
    byte[] header = new BackupHeader(world.id(), salt, backup.name()).encode();
    byte[] payload = BackupPayload.write(backup);
    try (Key256 key = key(world, salt)) {
      byte[] sealed = aead.seal(key, header, payload);
      byte[] body =
          ByteBuffer.allocate(header.length + sealed.length).put(header).put(sealed).array();
      return ByteBuffer.allocate(body.length + DIGEST_BYTES).put(body).put(Sha256.of(body)).array();
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
  }

  /**
   * Opens a backup; the caller closes the result.
   *
   * @param worlds gives the world of an id if backups of it may be restored here
   * @throws BackupRefusedException OTHER_WORLD if there is none, CORRUPT if the blob is not exactly
   *     what {@link #seal} made
   */
  public KeyBackup open(byte[] blob, Function<UUID, Optional<SecurityWorld>> worlds)
      throws BackupRefusedException {
    byte[] body = undamaged(blob);
    BackupHeader header = BackupHeader.parse(body);
    try (SecurityWorld world =
            worlds
                .apply(header.worldId())
                .orElseThrow(() -> new BackupRefusedException(Reason.OTHER_WORLD));
        Key256 key = key(world, header.salt())) {
      byte[] encoded = header.encode();
      byte[] sealed = Arrays.copyOfRange(body, encoded.length, body.length);
      byte[] payload = aead.open(key, encoded, sealed);
      try {
        return BackupPayload.read(header.name(), payload);
      } finally {
        Arrays.fill(payload, (byte) 0);
      }
    } catch (CryptoException e) {
      throw new BackupRefusedException(Reason.CORRUPT);
    }
  }

  private static byte[] undamaged(byte[] blob) throws BackupRefusedException {
    int length = blob.length - DIGEST_BYTES;
    if (length < 0) {
      throw new BackupRefusedException(Reason.CORRUPT);
    }
    byte[] body = Arrays.copyOf(blob, length);
    if (!MessageDigest.isEqual(Sha256.of(body), Arrays.copyOfRange(blob, length, blob.length))) {
      throw new BackupRefusedException(Reason.CORRUPT);
    }
    return body;
  }

  private static Key256 key(SecurityWorld world, UUID salt) {
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(salt.getMostSignificantBits())
            .putLong(salt.getLeastSignificantBits())
            .array();
    return world
        .key()
        .use(secret -> Key256.takeOver(Hkdf.sha256(secret, bytes, PURPOSE, Key256.LENGTH_BYTES)));
  }
}
