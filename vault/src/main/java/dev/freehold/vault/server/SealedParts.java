package dev.freehold.vault.server;

import dev.freehold.vault.keys.KeyUnits;
import dev.freehold.vault.masterkey.KeySealer;
import dev.freehold.vault.registry.RegistryUnits;
import dev.freehold.vault.seals.AcceptedRow;
import dev.freehold.vault.seals.RollBack;
import dev.freehold.vault.seals.SealStates;
import dev.freehold.vault.seals.SealedDatabase;
import dev.freehold.vault.seals.Sealing;
import dev.freehold.vault.seals.VaultSeals;
import java.util.List;

/**
 * What a server works with, with seals in every transaction.
 *
 * @param dependencies with the sealed database
 * @param seals closed with the server
 * @param accepted older states that this start took for the newest
 */
record SealedParts(VaultDependencies dependencies, VaultSeals seals, List<AcceptedRow> accepted) {

  static SealedParts of(VaultDependencies parts, KeySealer sealer, RollBack rollBack) {
    VaultSeals seals = VaultSeals.open(sealer, SealStates.open(parts.sealMarks()), parts.ledger());
    try {
      SealedDatabase database = new SealedDatabase(parts.database(), seals);
      RegistryUnits registry = new RegistryUnits();
      KeyUnits keys = new KeyUnits();
      Sealing sealing =
          new Sealing(
              database,
              seals,
              parts.ledger(),
              (tx, to) -> {
                registry.forEach(tx, to);
                keys.forEach(tx, to);
              });
      return new SealedParts(parts.over(database), seals, sealing.start(rollBack));
    } catch (RuntimeException e) {
      seals.close();
      throw e;
    }
  }
}
