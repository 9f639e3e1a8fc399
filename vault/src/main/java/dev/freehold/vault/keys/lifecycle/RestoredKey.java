package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.backup.BackupVersion;
import dev.freehold.vault.backup.KeyBackup;
import dev.freehold.vault.keys.KeyAttributes;
import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.KeyName;
import dev.freehold.vault.keys.KeyRowMapper;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.material.PublicPart;
import dev.freehold.vault.wire.WireError;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A key from a backup, sealed for the vault that it is restored to.
 *
 * @param rotationPolicy as it is stored, empty for none
 * @param versions oldest first
 * @param sealed their sealed parts, in the same order
 */
record RestoredKey(String rotationPolicy, List<KeyVersion> versions, List<byte[]> sealed) {

  static RestoredKey of(UUID vaultId, KeyBackup backup, KeyServices services) {
    List<KeyVersion> versions = new ArrayList<>();
    List<byte[]> sealed = new ArrayList<>();
    KeyName name = KeyName.parse(backup.name());
    for (BackupVersion version : backup.versions()) {
      if (!services.engines().has(version.engine())) {
        throw WireError.badParameter(
            "Backup blob belongs to a token that this server does not have.");
      }
      PublicPart publicPart = version.material().publicPart();
      KeyPlace place = new KeyPlace(vaultId, name.folded(), version.version());
      versions.add(
          new KeyVersion(
              place,
              name.text(),
              versions.size() + 1,
              new KeyForm(publicPart, version.hardware(), version.engine()),
              KeyRowMapper.operations(version.operations()),
              new KeyAttributes(version.enabled(), version.notBefore(), version.expires()),
              KeyRowMapper.tags(version.tags()),
              version.created(),
              version.updated()));
      sealed.add(
          services.sealer().seal(place, publicPart.encode(), version.material().privatePart()));
    }
    return new RestoredKey(backup.rotationPolicy(), versions, sealed);
  }

  KeyVersion latest() {
    return versions.getLast();
  }
}
