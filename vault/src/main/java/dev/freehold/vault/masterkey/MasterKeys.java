package dev.freehold.vault.masterkey;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.persistence.Database;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Checks that a database and a master key belong together. The database contains a known text
 * sealed under the key, so a wrong key is noticed when the server starts and not when a root key is
 * needed.
 */
public final class MasterKeys {

  private static final String PURPOSE = "freehold-vault:master-key-proof:v1";
  private static final byte[] PROVEN = PURPOSE.getBytes(StandardCharsets.US_ASCII);

  private MasterKeys() {}

  /**
   * Opens the database's keys. The master key is made only for a database that never had one.
   *
   * @throws VaultException MASTER_KEY if the key is absent although the database was sealed under
   *     one, or is another than that
   */
  public static KeySealer open(Database database, MasterKeySource source, CryptoSuite suite) {
    Optional<byte[]> proof = database.read(MasterKeys::proof);
    Key256 master = proof.isPresent() ? existing(source) : source.load().orElseGet(source::create);
    try {
      if (proof.isPresent()) {
        requireProven(master, proof.get(), suite);
      } else {
        byte[] fresh = prove(master, suite);
        database.write(tx -> insert(tx, fresh));
      }
      return new KeySealer(master, suite);
    } catch (RuntimeException e) {
      master.close();
      throw e;
    }
  }

  private static Key256 existing(MasterKeySource source) {
    return source
        .load()
        .orElseThrow(
            () ->
                new VaultException(
                    VaultError.MASTER_KEY,
                    "the vault's master key is missing; restore it, the stored keys are sealed"
                        + " under it"));
  }

  private static byte[] prove(Key256 master, CryptoSuite suite) {
    try (Key256 key = Hkdf.deriveKey(master, PURPOSE)) {
      return new Aead(suite).seal(key, PROVEN, PROVEN);
    }
  }

  private static void requireProven(Key256 master, byte[] proof, CryptoSuite suite) {
    try (Key256 key = Hkdf.deriveKey(master, PURPOSE)) {
      new Aead(suite).open(key, PROVEN, proof);
    } catch (CryptoException e) {
      throw new VaultException(
          VaultError.MASTER_KEY,
          "this is not the master key that the stored keys are sealed under; restore the right one",
          e);
    }
  }

  private static Optional<byte[]> proof(Handle tx) {
    return tx.createQuery("SELECT proof FROM vault_master_key WHERE id = 1")
        .mapTo(byte[].class)
        .findOne();
  }

  private static int insert(Handle tx, byte[] proof) {
    return tx.createUpdate("INSERT INTO vault_master_key (id, proof) VALUES (1, :proof)")
        .bind("proof", proof)
        .execute();
  }
}
