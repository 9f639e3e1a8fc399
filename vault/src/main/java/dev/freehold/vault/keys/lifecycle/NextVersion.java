package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.KeyAttributes;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.KeyName;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.RotationRows;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.material.KeyEngine;
import dev.freehold.vault.material.KeyMaterial;
import dev.freehold.vault.material.KeySpecification;
import dev.freehold.vault.rotation.StoredRotationPolicy;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The material of a version that is to follow another one, made outside the transaction that stores
 * it, because that takes long.
 *
 * @param place where it will be
 * @param form what it is made of
 * @param sealed its sealed private part
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one rotation and is never compared.
record NextVersion(KeyPlace place, KeyForm form, byte[] sealed) {

  /**
   * Makes a key like {@code latest}.
   *
   * @throws dev.freehold.crypto.work.BusyException if too many are being made
   */
  static NextVersion like(KeyVersion latest, KeyServices services) {
    KeySpecification wanted = latest.form().specification();
    KeyEngine engine = services.engines().maker(wanted);
    KeyPlace place =
        new KeyPlace(
            latest.place().vaultId(),
            latest.place().foldedName(),
            VersionId.random(services.crypto().random()));
    try (KeyMaterial material =
        services.work().make(place.vaultId(), wanted.kind(), () -> engine.generate(wanted))) {
      KeyForm form = new KeyForm(material.publicPart(), wanted.hardware(), engine.name());
      byte[] sealed =
          services.sealer().seal(place, form.publicPart().encode(), material.privatePart());
      return new NextVersion(place, form, sealed);
    }
  }

  /**
   * Stores it behind {@code latest}: same operations and tags, enabled, expiry by the policy.
   *
   * @throws dev.freehold.vault.wire.WireError 409 if the latest version is of another kind by now
   */
  KeyVersion store(Handle tx, KeyVersion latest, Instant now) {
    if (!latest.form().specification().equals(form.specification())) {
      throw KeyErrors.changedMeanwhile(new KeyName(latest.name()));
    }
    Optional<StoredRotationPolicy> policy =
        RotationRows.policy(tx, place.vaultId(), new KeyName(latest.name()));
    Optional<Instant> expires = policy.flatMap(stored -> stored.policy().expiryOf(now));
    return KeyRows.add(
        tx,
        new KeyVersion(
            place,
            latest.name(),
            0,
            form,
            latest.operations(),
            new KeyAttributes(true, Optional.empty(), expires),
            latest.tags(),
            now,
            now),
        sealed);
  }
}
