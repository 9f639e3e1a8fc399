package dev.freehold.custody.purge.run;

import dev.freehold.crypto.Sha256;
import dev.freehold.crypto.wrap.KeyCommitment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The digest of the keys that a purge destroyed, which can be continued: {@code d(n) =
 * SHA-256(d(n-1) | key id | generation | commitment)} in the order in which they were destroyed,
 * {@code d(0)} being 32 zero bytes. The first is the policy's own key, by the policy's GUID.
 */
final class DestroyedDigest {

  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGEST_BYTES = 32;
  private static final int ID_BYTES = 16;

  private final MessageDigest sha256 = Sha256.digest();
  private byte[] digest;

  DestroyedDigest(String before) {
    this.digest = HEX.parseHex(before);
  }

  static DestroyedDigest empty() {
    return new DestroyedDigest(HEX.formatHex(new byte[DIGEST_BYTES]));
  }

  void add(UUID keyId, int generation, KeyCommitment commitment) {
    byte[] committed = commitment.bytes();
    digest =
        sha256.digest(
            ByteBuffer.allocate(digest.length + ID_BYTES + Integer.BYTES + committed.length)
                .put(digest)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .putInt(generation)
                .put(committed)
                .array());
  }

  String hex() {
    return HEX.formatHex(digest);
  }
}
