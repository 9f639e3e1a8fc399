package dev.freehold.custody.rolls;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The digest of a list of owner keys, which can be continued: {@code d(n) = SHA-256(d(n-1) | key id
 * | generation | revision | SHA-256(wrapped key))} by rising key id, {@code d(0)} being 32 zero
 * bytes. Anyone who has the list can compute it again.
 */
final class KeyListDigest {

  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest sha256 = Sha256.digest();
  private byte[] digest;

  KeyListDigest(String before) {
    this.digest = HEX.parseHex(before);
  }

  void add(WrappedOwnerKey key) {
    byte[] wrapped = sha256.digest(key.wrapped().bytes());
    ByteBuffer entry =
        ByteBuffer.allocate(digest.length + 16 + Integer.BYTES + Long.BYTES + wrapped.length)
            .put(digest)
            .putLong(key.ownerKeyId().getMostSignificantBits())
            .putLong(key.ownerKeyId().getLeastSignificantBits())
            .putInt(key.generation())
            .putLong(key.revision())
            .put(wrapped);
    digest = sha256.digest(entry.array());
  }

  String hex() {
    return HEX.formatHex(digest);
  }
}
