package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.backup.BackupVersion;
import dev.freehold.vault.backup.KeyBackup;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.KeyRowMapper;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.masterkey.KeySealer;
import dev.freehold.vault.material.KeyMaterial;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A live key with all versions and their sealed parts, as one transaction saw it.
 *
 * @param rotationPolicy as it is stored, empty for none
 * @param versions oldest first; one more than a backup may have shows that there are too many
 * @param sealed their sealed parts, in the same order
 */
record StoredKey(String rotationPolicy, List<KeyVersion> versions, List<byte[]> sealed) {

  static StoredKey find(Handle tx, KeyCall call) {
    UUID vaultId = call.vault().id();
    // What is refused would be left out of the list below, and so of the backup.
    KeyRows.requireAllVersions(tx, vaultId, call.name());
    int most = VaultLimits.MAX_BACKUP_VERSIONS + 1;
    List<KeyVersion> versions = KeyRows.versions(tx, vaultId, call.name(), 0, most);
    if (versions.isEmpty()) {
      throw KeyErrors.notFound(call.name().text());
    }
    return new StoredKey(
        KeyRows.rotationPolicy(tx, vaultId, call.name()).orElse(""),
        versions,
        KeyRows.allSealed(tx, vaultId, call.name(), most));
  }

  KeyVersion latest() {
    return versions.getLast();
  }

  /** Opens all seals; the caller closes the result. */
  KeyBackup open(KeySealer sealer) {
    List<BackupVersion> opened = new ArrayList<>();
    try {
      for (int i = 0; i < versions.size(); i++) {
        opened.add(open(versions.get(i), sealed.get(i), sealer));
      }
      return new KeyBackup(latest().name(), rotationPolicy, opened);
    } catch (RuntimeException e) {
      opened.forEach(version -> version.material().close());
      throw e;
    }
  }

  private static BackupVersion open(KeyVersion key, byte[] sealed, KeySealer sealer) {
    KeyForm form = key.form();
    byte[] privatePart = sealer.open(key.place(), form.publicPart().encode(), sealed);
    return new BackupVersion(
        key.version(),
        new KeyMaterial(form.publicPart(), privatePart),
        form.hardware(),
        form.engine(),
        KeyRowMapper.words(key.operations()),
        key.attributes().enabled(),
        key.attributes().notBefore(),
        key.attributes().expires(),
        KeyRowMapper.text(key.tags()),
        key.created(),
        key.updated());
  }
}
