package dev.freehold.crypto.wrap;

import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RekeyedHmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;

/**
 * A public value that belongs to one key of one row, and from which the key cannot be learnt.
 *
 * <p>{@code HKDF-Expand-SHA-256(key, "freehold:key-commitment:v1" | tenant | key id | generation)}.
 * Binding because HMAC-SHA-256 with keys of one length is collision resistant, hiding because the
 * key has 256 random bits. AES-GCM alone is neither: one ciphertext can open under two keys. So
 * every key row carries its commitment, and a key that does not match is not used, whichever root
 * it came from. Immutable.
 */
public final class KeyCommitment {

  /** Length of a commitment in bytes. */
  public static final int LENGTH_BYTES = 32;

  private static final byte[] LABEL =
      "freehold:key-commitment:v1".getBytes(StandardCharsets.US_ASCII);

  private final byte[] value;

  private KeyCommitment(byte[] value) {
    this.value = value;
  }

  /** Commits to {@code key} as generation {@code generation} of that key of that tenant. */
  public static KeyCommitment of(Key256 key, UUID tenantId, UUID keyId, int generation) {
    byte[] info = info(tenantId, keyId, generation);
    return new KeyCommitment(key.use(raw -> Hkdf.expandSha256(raw, info, LENGTH_BYTES)));
  }

  private static byte[] info(UUID tenantId, UUID keyId, int generation) {
    return ByteBuffer.allocate(LABEL.length + 2 * 16 + Integer.BYTES)
        .put(LABEL)
        .putLong(tenantId.getMostSignificantBits())
        .putLong(tenantId.getLeastSignificantBits())
        .putLong(keyId.getMostSignificantBits())
        .putLong(keyId.getLeastSignificantBits())
        .putInt(generation)
        .array();
  }

  /**
   * Reads a stored commitment.
   *
   * @throws IllegalArgumentException if {@code bytes} is not 32 bytes long
   */
  public static KeyCommitment fromBytes(byte[] bytes) {
    if (bytes.length != LENGTH_BYTES) {
      throw new IllegalArgumentException(
          "a key commitment has %d bytes, got %d".formatted(LENGTH_BYTES, bytes.length));
    }
    return new KeyCommitment(bytes.clone());
  }

  /** A copy of the 32 bytes, for storing. */
  public byte[] bytes() {
    return value.clone();
  }

  /** Tells in constant time whether this commits to exactly that key in exactly that place. */
  public boolean matches(Key256 key, UUID tenantId, UUID keyId, int generation) {
    return MessageDigest.isEqual(value, of(key, tenantId, keyId, generation).value);
  }

  /** The same of a key's bytes, in the place that a context names. */
  boolean matches(RekeyedHmac codes, byte[] raw, KeyContext context) {
    byte[] info = info(context.tenantId(), context.keyId(), context.generation());
    return MessageDigest.isEqual(value, Hkdf.expandSha256(codes, raw, info));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyCommitment that && MessageDigest.isEqual(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
