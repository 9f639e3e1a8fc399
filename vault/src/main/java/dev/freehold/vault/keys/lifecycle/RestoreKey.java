package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.backup.BackupRefusedException;
import dev.freehold.vault.backup.BackupSealer;
import dev.freehold.vault.backup.KeyBackup;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import java.util.Base64;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Brings a key back from its backup, with all versions and under its own name. */
final class RestoreKey implements CallHandler<KeyCall> {

  private final KeyServices services;
  private final BackupSealer backups;

  RestoreKey(KeyServices services) {
    this.services = services;
    this.backups = new BackupSealer(services.crypto());
  }

  @Override
  public Answer handle(KeyCall call) {
    byte[] blob = blob(call);
    try (KeyBackup backup = backups.open(blob, id -> services.worlds().find(id, call.world()))) {
      RestoredKey restored = RestoredKey.of(call.vault().id(), backup, services);
      return call.exchange().commit(tx -> store(tx, call, restored));
    } catch (BackupRefusedException e) {
      throw switch (e.reason()) {
        case CORRUPT -> KeyErrors.backupCorrupt();
        case OTHER_WORLD -> KeyErrors.backupOfOtherWorld();
      };
    }
  }

  private static Answer store(Handle tx, KeyCall call, RestoredKey restored) {
    String id = call.noted(restored.latest());
    if (!KeyRows.addEmpty(tx, restored.latest(), restored.rotationPolicy())) {
      throw KeyErrors.nameInUse(id);
    }
    List<KeyVersion> versions = restored.versions();
    for (int i = 0; i < versions.size(); i++) {
      KeyRows.add(tx, versions.get(i), restored.sealed().get(i));
    }
    return Answer.ok(KeyJson.bundle(call, restored.latest()));
  }

  /** In the one spelling that the vault gave out; padding is taken, as everywhere. */
  private static byte[] blob(KeyCall call) {
    String text = call.json().requiredText("value").replaceFirst("={1,2}$", "");
    try {
      byte[] blob = Base64.getUrlDecoder().decode(text);
      if (KeyJson.base64(blob).equals(text)) {
        return blob;
      }
    } catch (IllegalArgumentException e) {
      throw KeyErrors.backupCorrupt();
    }
    throw KeyErrors.backupCorrupt();
  }
}
