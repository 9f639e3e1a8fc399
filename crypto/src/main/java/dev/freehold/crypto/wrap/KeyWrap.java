package dev.freehold.crypto.wrap;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;

/**
 * Wraps a key under another: AES-256-GCM under a key derived from the parent, with the {@link
 * KeyContext} as associated data, {@value #WRAPPED_BYTES} bytes in all. Safe for use by many
 * threads.
 */
public final class KeyWrap {

  /** Length of a wrapped key in bytes. */
  public static final int WRAPPED_BYTES = Key256.LENGTH_BYTES + Aead.OVERHEAD_BYTES;

  private final Aead aead;

  /** Uses the ciphers and the random source of {@code suite}. */
  public KeyWrap(CryptoSuite suite) {
    this.aead = new Aead(suite);
  }

  /** Makes {@code parent} ready for many keys; the caller closes what it is given. */
  public WrappingKey under(Key256 parent) {
    return new WrappingKey(aead, parent);
  }

  /** Wraps {@code child} under {@code parent}; it opens in the place {@code context} names only. */
  public byte[] wrap(Key256 parent, Key256 child, KeyContext context) {
    try (WrappingKey wrapping = under(parent)) {
      return wrapping.wrap(child, context);
    }
  }

  /**
   * Opens a wrapped key and checks that it is the one committed to.
   *
   * @throws CryptoException {@link CryptoError#UNWRAP_FAILED} if it is not a wrapped key of this
   *     parent and context; {@link CryptoError#COMMITMENT_MISMATCH} if it opens to another key than
   *     {@code commitment} says, which points at an attack or a damaged row
   */
  public Key256 unwrap(
      Key256 parent, byte[] wrapped, KeyContext context, KeyCommitment commitment) {
    try (WrappingKey wrapping = under(parent)) {
      return wrapping.unwrap(wrapped, context, commitment);
    }
  }
}
