package dev.freehold.vault.testing;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.vault.masterkey.KeySealer;
import dev.freehold.vault.masterkey.MasterKeys;
import dev.freehold.vault.masterkey.VaultMasterKeyFile;
import dev.freehold.vault.seals.SealStates;
import dev.freehold.vault.seals.SealedDatabase;
import dev.freehold.vault.seals.VaultSeals;
import java.nio.file.Path;

/** Seals for tests without a server. */
public final class TestSeals {

  private static final CryptoSuite CRYPTO = CryptoSuite.select(CryptoSuite.Choice.AUTO);

  private TestSeals() {}

  /** The database with seals, whose key and memory are in {@code folder}. */
  public static SealedDatabase over(Database database, Ledger ledger, Path folder) {
    return new SealedDatabase(database, seals(database, ledger, folder));
  }

  /** The seals alone. */
  public static VaultSeals seals(Database database, Ledger ledger, Path folder) {
    VaultMasterKeyFile file = new VaultMasterKeyFile(folder.resolve("master.key"), CRYPTO.random());
    try (KeySealer sealer = MasterKeys.open(database, file, CRYPTO)) {
      return VaultSeals.open(sealer, SealStates.open(folder.resolve("seal-marks")), ledger);
    }
  }
}
