package dev.freehold.custody.seals;

import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Hmac;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.master.ServiceMasterKey.Purpose;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of seals: one makes them, all check them. A seal is a byte for the form of its row's
 * kind, the id of its key (8 bytes) and the code (32 bytes); so the master key can be changed while
 * there are rows that were sealed under the one before. Safe for use by many threads.
 */
public class SealKeys implements AutoCloseable {

  static final int SEAL_BYTES = 1 + Long.BYTES + Hmac.LENGTH_BYTES;

  private static final String ID_PURPOSE = "freehold row seal key id v1";

  private final long current;
  private final Map<Long, Key256> byId = new LinkedHashMap<>();

  SealKeys(List<Key256> keys) {
    keys.forEach(key -> byId.put(idOf(key), key));
    this.current = idOf(keys.getFirst());
  }

  /**
   * Keys that are derived from the master key, which makes seals, and from those that were in its
   * place before, whose seals are good still.
   */
  public static SealKeys of(ServiceMasterKey master) {
    return new SealKeys(master.deriveAll(Purpose.ROW_SEAL));
  }

  private static long idOf(Key256 key) {
    try (Key256 derived = Hkdf.deriveKey(key, ID_PURPOSE)) {
      return derived.use(bytes -> ByteBuffer.wrap(bytes).getLong());
    }
  }

  byte[] seal(SealedRow row) {
    return ByteBuffer.allocate(SEAL_BYTES)
        .put((byte) row.kind().form())
        .putLong(current)
        .put(Hmac.sha256(byId.get(current), row.encoded()))
        .array();
  }

  SealFinding check(SealedRow row, byte[] seal) {
    if (seal == null) {
      return SealFinding.UNSEALED;
    }
    return seal.length == SEAL_BYTES && seal[0] == row.kind().form()
        ? check(row, seal, row.kind().form())
        : SealFinding.CHANGED;
  }

  /** Tells whether a row has a good seal of a form before the present one, this one or later. */
  boolean isOfOlderForm(SealedRow row, byte[] seal, int first) {
    return seal.length == SEAL_BYTES
        && seal[0] >= first
        && seal[0] < row.kind().form()
        && check(row, seal, seal[0]) == SealFinding.AUTHENTIC;
  }

  private SealFinding check(SealedRow row, byte[] seal, int form) {
    ByteBuffer parts = ByteBuffer.wrap(seal, 1, SEAL_BYTES - 1);
    Key256 key = byId.get(parts.getLong());
    if (key == null) {
      return SealFinding.UNKNOWN_KEY;
    }
    byte[] code = new byte[Hmac.LENGTH_BYTES];
    parts.get(code);
    return MessageDigest.isEqual(code, Hmac.sha256(key, row.encoded(form)))
        ? SealFinding.AUTHENTIC
        : SealFinding.CHANGED;
  }

  /** Overwrites the keys. */
  @Override
  public void close() {
    byId.values().forEach(Key256::close);
  }
}
