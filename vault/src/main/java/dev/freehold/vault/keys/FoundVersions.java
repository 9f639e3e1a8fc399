package dev.freehold.vault.keys;

import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import dev.freehold.vault.seals.VaultSeals;
import dev.freehold.vault.wire.VaultExchange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds one version of a live key: every use of a key does. The row is read each time; it is parsed
 * and its seals are computed only if a column is not what it was when that was last done.
 *
 * @param <R> what is made of a row
 */
final class FoundVersions<R> {

  private final List<String> statements;
  private final PointQuery<R> named;
  private final PointQuery<R> latest;

  /** Versions by {@code select}, which ends where a condition can follow. */
  private FoundVersions(String select, PointQuery.RowReader<R> reader) {
    String live = select.replace(":vault", "?") + "AND k.deleted_at IS NULL AND k.folded_name = ? ";
    this.statements = List.of(live + "AND v.version = ?", live + "AND v.ordinal = k.last_ordinal");
    this.named = new PointQuery<>(statements.getFirst(), reader);
    this.latest = new PointQuery<>(statements.getLast(), reader);
  }

  /** Those without their private parts. */
  static FoundVersions<SealedVersion> sealed(String select) {
    return new FoundVersions<>(select, row -> required(StoredVersion.of(row)));
  }

  /** Those with their private parts, which are the column after the others. */
  static FoundVersions<PrivateVersion> withPrivatePart(String select) {
    return new FoundVersions<>(
        select,
        row ->
            new PrivateVersion(
                required(StoredVersion.of(row)).key(), row.getBytes(StoredVersion.COUNT + 1)));
  }

  /** The statements that it runs, which loggers of SQL do not see. */
  List<String> statements() {
    return statements;
  }

  /**
   * One version, the latest if none is named.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  Optional<R> find(Handle tx, UUID vaultId, KeyName name, Optional<UUID> version) {
    return query(version).find(tx, values(vaultId, name, version));
  }

  /** The same by one statement without a transaction around it. */
  Optional<R> find(VaultExchange exchange, UUID vaultId, KeyName name, Optional<UUID> version) {
    return exchange.find(query(version), values(vaultId, name, version));
  }

  private PointQuery<R> query(Optional<UUID> version) {
    return version.isPresent() ? named : latest;
  }

  private static PointQuery.Binder values(UUID vaultId, KeyName name, Optional<UUID> version) {
    return statement -> {
      statement.setBytes(1, RowIds.bytes(vaultId));
      statement.setString(2, name.folded());
      if (version.isPresent()) {
        statement.setBytes(3, RowIds.bytes(version.get()));
      }
    };
  }

  private static SealedVersion required(StoredVersion row) {
    VaultSeals seals = VaultSeals.current();
    return seals
        .known(row, SealedVersion.class)
        .orElseGet(
            () -> {
              SealedVersion found = SealedVersion.required(row);
              seals.remember(row, found, found.seals());
              return found;
            });
  }
}
