package dev.freehold.custody.secrets;

import dev.freehold.crypto.Sha256;
import java.security.MessageDigest;

/**
 * The SHA-256 of a random secret: 110 random bits, or 256, need neither salt nor a slow hash.
 * Immutable; two are compared in constant time.
 */
public final class SecretHash {

  private final byte[] bytes;

  private SecretHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash of a secret. */
  public static SecretHash of(byte[] secret) {
    return new SecretHash(Sha256.of(secret));
  }

  /** One that was kept. */
  public static SecretHash kept(byte[] bytes) {
    return new SecretHash(bytes.clone());
  }

  /** A copy of the hash. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretHash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  /** Hashes of random secrets are as good as any other. */
  @Override
  public int hashCode() {
    return bytes[0];
  }
}
