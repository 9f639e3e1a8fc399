package dev.freehold.vault.masterkey;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.Sha256;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Seals private keys for the database: AES-256-GCM under a key that HKDF derives from the master
 * key for this one version, with the place and the public part as associated data. So somebody who
 * can write to the database cannot move a private key, or put a public key of their own beside it.
 *
 * <p>The result is {@code 1 (one byte, the format) | nonce | ciphertext | tag}. Thread-safe.
 */
public final class KeySealer implements AutoCloseable {

  private static final byte FORMAT = 1;
  private static final byte[] PURPOSE =
      "freehold-vault:key-version:v1:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_SALT = {};

  private final Key256 master;
  private final Aead aead;

  /** Takes over {@code master}, which is closed with this sealer. */
  KeySealer(Key256 master, CryptoSuite suite) {
    this.master = master;
    this.aead = new Aead(suite);
  }

  /** Seals {@code privateKey}, which the caller overwrites. */
  public byte[] seal(KeyPlace place, byte[] publicKey, byte[] privateKey) {
    try (Key256 key = keyFor(place)) {
      byte[] sealed = aead.seal(key, associatedData(place, publicKey), privateKey);
      return ByteBuffer.allocate(1 + sealed.length).put(FORMAT).put(sealed).array();
    }
  }

  /**
   * Opens a private key; the caller overwrites the result after use.
   *
   * @throws VaultException SEALED_KEY if it was sealed for another place or public key, under
   *     another master key, or altered
   */
  public byte[] open(KeyPlace place, byte[] publicKey, byte[] sealed) {
    if (sealed.length == 0 || sealed[0] != FORMAT) {
      throw refused(null);
    }
    byte[] body = ByteBuffer.allocate(sealed.length - 1).put(sealed, 1, sealed.length - 1).array();
    try (Key256 key = keyFor(place)) {
      return aead.open(key, associatedData(place, publicKey), body);
    } catch (CryptoException e) {
      throw refused(e);
    }
  }

  /** A key for {@code purpose}, which is not the key of any key version; the caller closes it. */
  public Key256 derive(String purpose) {
    return Hkdf.deriveKey(master, purpose);
  }

  /** Overwrites the master key. */
  @Override
  public void close() {
    master.close();
  }

  private Key256 keyFor(KeyPlace place) {
    byte[] info = join(PURPOSE, place.encode());
    return master.use(
        secret -> Key256.takeOver(Hkdf.sha256(secret, NO_SALT, info, Key256.LENGTH_BYTES)));
  }

  private static byte[] associatedData(KeyPlace place, byte[] publicKey) {
    return join(PURPOSE, join(Sha256.of(publicKey), place.encode()));
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static VaultException refused(CryptoException cause) {
    return new VaultException(
        VaultError.SEALED_KEY,
        "a stored key does not open: its row was altered or moved; restore the database",
        cause);
  }
}
