package dev.freehold.custody.master;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The master key from a file that only its owner can read. A separate key is derived for each
 * purpose.
 */
public final class FileMasterKey implements ServiceMasterKey {

  private static final String DERIVED = "freehold derived key v1";

  private final Aead aead;
  private final Map<Purpose, Key256> keys = new EnumMap<>(Purpose.class);

  private FileMasterKey(CryptoSuite suite, Key256 root) {
    this.aead = new Aead(suite);
    for (Purpose purpose : Purpose.values()) {
      keys.put(purpose, Hkdf.deriveKey(root, purpose.label()));
    }
  }

  /**
   * Reads the key from {@code file}, or makes the file durably with a new key and mode 0600 if
   * there is none. Two servers that start at once on one folder end with the same key.
   *
   * @throws CustodyException {@code MASTER_KEY_EXPOSED} if others than the owner have any right on
   *     the file; {@code MASTER_KEY_UNUSABLE} if it cannot be read, written or understood
   */
  public static FileMasterKey openOrCreate(Path file, CryptoSuite suite) {
    try (Key256 root = new MasterKeyFileAccess(file).readOrCreate(suite.random())) {
      return new FileMasterKey(suite, root);
    }
  }

  /**
   * Reads the key from {@code file}, and never makes one.
   *
   * @throws CustodyException as {@link #openOrCreate}; {@code MASTER_KEY_UNUSABLE} also if there is
   *     no such file
   */
  public static FileMasterKey open(Path file, CryptoSuite suite) {
    try (Key256 root = new MasterKeyFileAccess(file).readExisting()) {
      return new FileMasterKey(suite, root);
    }
  }

  /**
   * Reads the key from a copy of its file in a backup, whatever rights others have on the copy:
   * media for backups do not always keep rights, and anyone who looks may be unable to change them.
   *
   * @throws CustodyException {@code MASTER_KEY_UNUSABLE}
   */
  public static FileMasterKey openCopy(Path file, CryptoSuite suite) {
    try (Key256 root = new MasterKeyFileAccess(file).readCopy()) {
      return new FileMasterKey(suite, root);
    }
  }

  @Override
  public byte[] seal(Purpose purpose, byte[] associatedData, byte[] secret) {
    return aead.seal(keys.get(purpose), associatedData, secret);
  }

  @Override
  public byte[] open(Purpose purpose, byte[] associatedData, byte[] sealed) {
    try {
      return aead.open(keys.get(purpose), associatedData, sealed);
    } catch (CryptoException e) {
      throw new CustodyException(
          CustodyError.MASTER_KEY_MISMATCH,
          "a value sealed by the service does not open under this master key; start with the"
              + " master key file that this data was made with",
          e);
    }
  }

  /** One step further, so that the key which seals for the purpose is never given away. */
  @Override
  public Key256 derive(Purpose purpose) {
    return Hkdf.deriveKey(keys.get(purpose), DERIVED);
  }

  @Override
  public void close() {
    keys.values().forEach(Key256::close);
  }
}
