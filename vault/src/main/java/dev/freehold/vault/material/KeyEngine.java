package dev.freehold.vault.material;

import java.util.Optional;

/**
 * Makes and uses private keys of one kind. The private part of a {@link KeyMaterial} is in a form
 * that only the engine that made it reads; it is sealed before it is stored. Implementations are
 * safe for use by many threads and keep nothing of a key for longer than {@code VaultLimits} says.
 *
 * <p>Callers check first that an algorithm fits a key and its input: {@link
 * EncryptionAlgorithm#requireFits} and {@link SignatureAlgorithm#fits}.
 */
public interface KeyEngine {

  /** The name that is stored with the keys of this engine. */
  String name();

  /** The kind of its keys. */
  KeyKind kind();

  /** Tells whether this engine makes and takes keys that are marked {@code -HSM}, or are not. */
  boolean has(boolean hardware);

  /** Makes a key, which the caller closes. */
  KeyMaterial generate(KeySpecification specification);

  /**
   * Takes a key that was made elsewhere; the caller closes both.
   *
   * @throws MaterialException if its numbers do not belong together
   */
  KeyMaterial take(PrivateNumbers numbers, boolean hardware);

  /** Encrypts {@code plain}; makes the initialisation vector itself where it must be fresh. */
  Payload encrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload plain);

  /** Decrypts {@code sealed}; empty, without a reason, if it does not open. */
  Optional<byte[]> decrypt(KeyMaterial key, EncryptionAlgorithm algorithm, Payload sealed);

  /** Signs a digest. */
  byte[] sign(KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest);

  /** Tells whether {@code signature} is one of {@code digest} under this key. */
  boolean verify(KeyMaterial key, SignatureAlgorithm algorithm, byte[] digest, byte[] signature);
}
