package dev.freehold.vault.keys;

import dev.freehold.crypto.seal.SealedStatement;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.StoredSeal;
import dev.freehold.vault.seals.VaultSeals;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What is sealed of a version: what it is, and whether and for what it may be used. */
final class VersionSealFields {

  private static final UUID NOBODY = new UUID(0, 0);

  private VersionSealFields() {}

  static SealedState statement(UUID sealId, KeyVersion key) {
    KeyAttributes attributes = key.attributes();
    SealedStatement state =
        new SealedStatement()
            .id("vault", key.place().vaultId())
            .text("foldedName", key.place().foldedName())
            .id("version", key.version())
            .text("kind", key.form().kind().word())
            .flag("hardware", key.form().hardware())
            .text("engine", key.form().engine())
            .bytes("public", key.form().publicPart().encode())
            .text("operations", KeyRowMapper.words(key.operations()))
            .flag("enabled", attributes.enabled())
            .number("notBefore", KeyHead.millis(attributes.notBefore()))
            .number("expires", KeyHead.millis(attributes.expires()))
            .number("created", key.created().toEpochMilli());
    return SealedState.of(
        SealedThing.version(sealId, key.ordinal()),
        "%d of the key %s in the vault %s"
            .formatted(key.ordinal(), key.name(), key.place().vaultId()),
        NOBODY,
        state);
  }

  /** Seals the state of a version that this transaction has just written. */
  static void write(Handle tx, UUID sealId, KeyVersion key, Optional<StoredSeal> before) {
    StoredSeal next =
        VaultSeals.current()
            .seal(statement(sealId, key), before.map(StoredSeal::version).orElse(0L) + 1);
    tx.createUpdate(
            """
            UPDATE vault_key_versions SET seal_version = :sealVersion, seal = :seal
            WHERE vault_id = :vault AND folded_name = :folded AND ordinal = :ordinal
            """)
        .bind("sealVersion", next.version())
        .bind("seal", next.seal())
        .bind("vault", key.place().vaultId())
        .bind("folded", key.place().foldedName())
        .bind("ordinal", key.ordinal())
        .execute();
  }
}
