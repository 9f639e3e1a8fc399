package dev.freehold.vault.keys;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.seals.SealedState;
import dev.freehold.vault.seals.SealedThing;
import dev.freehold.vault.seals.StoredSeal;
import dev.freehold.vault.seals.VaultSeals;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.result.RowView;

/**
 * A version with its key, as they are in the tables.
 *
 * @param head the key
 * @param key the version
 * @param seal the version's seal, if it has one
 */
public record SealedVersion(KeyHead head, KeyVersion key, Optional<StoredSeal> seal) {

  /** What {@link #read} needs, with the tables as {@code k} and {@code v}. */
  static final String COLUMNS =
      KeyHead.COLUMNS
          + """
          , v.ordinal, v.version, v.kind, v.hardware, v.engine, v.public_key, v.operations,
            v.enabled, v.not_before, v.expires, v.tags, v.created_at, v.updated_at,
            v.seal_version, v.seal\
          """;

  /** Reads a row without checking its seal. */
  static SealedVersion read(RowView row) {
    return new SealedVersion(
        KeyHead.read(row), KeyRowMapper.map(row), KeyHead.seal(row, "seal_version", "seal"));
  }

  /**
   * Of a row that the vaults wrote.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  static SealedVersion required(RowView row) {
    VaultSeals seals = VaultSeals.current();
    KeyHead head = KeyHead.required(row);
    SealedVersion found =
        seals.readable(
            SealedThing.version(head.seals(), row.getColumn("ordinal", Integer.class)),
            "of the key " + head.describe(),
            () -> read(row));
    seals.require(found.statement(), found.seal());
    return found;
  }

  /** Of a row that the vaults wrote, for a list, which leaves out what is refused. */
  static Optional<SealedVersion> ifSound(RowView row) {
    try {
      return Optional.of(required(row));
    } catch (VaultException refused) {
      if (refused.isRefusedRow()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** The seals of key and version, each of which decides. */
  Map<SealedThing, StoredSeal> seals() {
    Map<SealedThing, StoredSeal> seals = new HashMap<>();
    head.seal().ifPresent(own -> seals.put(SealedThing.key(head.seals()), own));
    seal.ifPresent(own -> seals.put(SealedThing.version(head.seals(), key.ordinal()), own));
    return seals;
  }

  SealedState statement() {
    return VersionSealFields.statement(head.seals(), key);
  }
}
