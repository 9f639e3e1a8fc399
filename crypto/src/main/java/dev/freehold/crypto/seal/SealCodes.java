package dev.freehold.crypto.seal;

import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Hmac;
import dev.freehold.crypto.Key256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Makes and checks the seals of statements: HMAC-SHA-256 under one of several keys. The newest key
 * makes seals, all of them check. A seal is a byte for the form of the statement, the id of its key
 * (8 bytes) and the code (32 bytes). So the key can be changed while statements sealed under the
 * earlier one still exist. Safe for use by many threads.
 */
public final class SealCodes implements AutoCloseable {

  /** How long a seal is. */
  public static final int SEAL_BYTES = 1 + Long.BYTES + Hmac.LENGTH_BYTES;

  private static final String ID_PURPOSE = "freehold row seal key id v1";

  private final long current;
  private final Map<Long, Hmac> byId = new HashMap<>();

  /** The result of a check. */
  public enum Finding {
    /** Somebody who has the key sealed this statement. */
    AUTHENTIC,
    /** There is no seal. */
    NONE,
    /** It was made under a key that is not here. */
    UNKNOWN_KEY,
    /** It is the seal of another statement, or none at all. */
    OTHER
  }

  /**
   * Takes over {@code keys}, which are closed with these; the first makes seals. A key that is
   * there twice is kept once, and the other one is closed at once.
   *
   * @param keys one at least
   */
  public SealCodes(List<Key256> keys) {
    SequencedMap<Long, Key256> distinct = new LinkedHashMap<>();
    for (Key256 key : keys) {
      Key256 kept = distinct.putIfAbsent(idOf(key), key);
      if (kept != null && kept != key) {
        key.close();
      }
    }
    distinct.forEach((id, key) -> byId.put(id, new Hmac(key)));
    this.current = distinct.firstEntry().getKey();
  }

  private static long idOf(Key256 key) {
    try (Key256 derived = Hkdf.deriveKey(key, ID_PURPOSE)) {
      return derived.use(bytes -> ByteBuffer.wrap(bytes).getLong());
    }
  }

  /**
   * The seal of a statement.
   *
   * @param form how the statement is made up, 1 to 127
   */
  public byte[] seal(int form, byte[] statement) {
    return ByteBuffer.allocate(SEAL_BYTES)
        .put((byte) form)
        .putLong(current)
        .put(byId.get(current).sha256(statement))
        .array();
  }

  /** Whether {@code seal}, null for none, is of this form and the statement's. */
  public Finding check(int form, byte[] statement, byte[] seal) {
    if (seal == null) {
      return Finding.NONE;
    }
    if (seal.length != SEAL_BYTES || seal[0] != form) {
      return Finding.OTHER;
    }
    ByteBuffer parts = ByteBuffer.wrap(seal, 1, SEAL_BYTES - 1);
    Hmac key = byId.get(parts.getLong());
    if (key == null) {
      return Finding.UNKNOWN_KEY;
    }
    byte[] code = new byte[Hmac.LENGTH_BYTES];
    parts.get(code);
    return MessageDigest.isEqual(code, key.sha256(statement)) ? Finding.AUTHENTIC : Finding.OTHER;
  }

  /** Overwrites the keys. */
  @Override
  public void close() {
    byId.values().forEach(Hmac::close);
  }
}
