package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.backup.BackupSealer;
import dev.freehold.vault.backup.KeyBackup;
import dev.freehold.vault.backup.SecurityWorld;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireError;
import dev.freehold.vault.wire.WireJson;

/** Gives out the whole key, sealed so that only vaults of its security world can restore it. */
final class BackupKey implements CallHandler<KeyCall> {

  private final KeyServices services;
  private final BackupSealer backups;

  BackupKey(KeyServices services) {
    this.services = services;
    this.backups = new BackupSealer(services.crypto());
  }

  @Override
  public Answer handle(KeyCall call) {
    StoredKey stored = call.exchange().read(tx -> StoredKey.find(tx, call));
    call.noted(stored.latest());
    if (stored.versions().size() > VaultLimits.MAX_BACKUP_VERSIONS) {
      throw WireError.badParameter(
          "A key with more than %d versions cannot be backed up."
              .formatted(VaultLimits.MAX_BACKUP_VERSIONS));
    }
    byte[] blob;
    try (SecurityWorld world = services.worlds().current(call.world());
        KeyBackup backup = stored.open(services.sealer())) {
      blob = backups.seal(world, backup);
    }
    if (blob.length > VaultLimits.MAX_BACKUP_BYTES) {
      throw WireError.badParameter(
          "The backup would have %d bytes; at most %d can be restored. Shorten the tags."
              .formatted(blob.length, VaultLimits.MAX_BACKUP_BYTES));
    }
    return Answer.ok(WireJson.object().put("value", KeyJson.base64(blob)));
  }
}
