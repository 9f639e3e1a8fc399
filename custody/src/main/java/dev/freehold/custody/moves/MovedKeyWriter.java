package dev.freehold.custody.moves;

import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.moves.PolicyColumns.Keys;
import dev.freehold.custody.moves.PolicyColumns.Kin;
import dev.freehold.custody.moves.PolicyColumns.Way;
import dev.freehold.custody.owners.CoverageRows;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.Dialect;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Puts moved keys into rows, if those are as they were read. */
final class MovedKeyWriter {

  private final PolicyColumns columns;

  MovedKeyWriter(Dialect dialect) {
    this.columns = PolicyColumns.of(dialect);
  }

  /**
   * Gives keys that only change their policy their new wraps, within the step's transaction. False
   * if one of them is not as it was read; then nothing of the transaction may be kept.
   */
  boolean rewrap(Handle tx, List<Change> wrapped) {
    return wrapped.stream()
        .collect(
            Collectors.groupingBy(
                change -> new Way(change.before().policyId(), change.after().policyId())))
        .entrySet()
        .stream()
        .allMatch(
            way -> areAll(way.getValue(), () -> columns.rewrap(tx, way.getKey(), way.getValue())));
  }

  /**
   * Makes the new policy what was ordered for mailboxes, after {@link #rewrap}. False as with that.
   *
   * @param settled those that had their keys under the new policy already
   */
  boolean order(Handle tx, UUID from, UUID to, List<PreparedSeal> owners, Set<UUID> settled) {
    return owners.stream()
        .collect(
            Collectors.groupingBy(
                owner -> settled.contains(owner.key()) ? Keys.READ : Keys.WRITTEN,
                Collectors.groupingBy(Kin::of)))
        .entrySet()
        .stream()
        .allMatch(keys -> order(tx, new Way(from, to), keys.getKey(), keys.getValue()));
  }

  private boolean order(Handle tx, Way way, Keys keys, Map<Kin, List<PreparedSeal>> owners) {
    return owners.entrySet().stream()
        .allMatch(
            kin ->
                areAll(
                    kin.getValue(),
                    () -> columns.order(tx, way, kin.getKey(), keys, kin.getValue())));
  }

  /** The same for mailboxes that this transaction has just given new keys. */
  void orderRenewed(Handle tx, UUID from, UUID to, List<Change> renewed) {
    if (renewed.isEmpty()) {
      return;
    }
    List<SealedRow> before =
        CoverageRows.owners(tx, renewed.stream().map(Change::ownerId).toList()).stream()
            .filter(owner -> CoverageRows.order(owner).filter(from::equals).isPresent())
            .toList();
    if (!order(tx, from, to, CoverageRows.ordering(RowSeals.of(tx), before, to), Set.of())) {
      throw new IllegalStateException("rows changed that this transaction had just written");
    }
  }

  /**
   * A wrap under one policy in the row of another would never open again, and nor would an order
   * with the seal of another be followed.
   */
  private static boolean areAll(List<?> rows, Statement statement) {
    try {
      return statement.execute() == rows.size();
    } catch (SQLException e) {
      throw new IllegalStateException("moved keys could not be written", e);
    }
  }

  /** Makes keys anew. Retire first: only who retires the old key may put a new one in its place. */
  void renew(Handle tx, UUID jobId, List<Change> changes, Instant now) {
    for (Change change : changes) {
      WrappedOwnerKey before = change.before();
      int retired =
          tx.createUpdate(
                  """
                  UPDATE owner_keys SET state = 'RETIRED', retired_by = :jobId
                  WHERE id = :id AND policy_id = :policyId AND revision = :revision
                    AND state = 'ACTIVE'\
                  """)
              .bind("jobId", jobId)
              .bind("id", before.ownerKeyId())
              .bind("policyId", before.policyId())
              .bind("revision", before.revision())
              .execute();
      if (retired == 1) {
        insert(tx, change, now);
      }
    }
  }

  private static void insert(Handle tx, Change change, Instant now) {
    WrappedOwnerKey key = change.after();
    tx.createUpdate(
            """
            INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,
              key_commitment, created_at, owner_id, revision)
            VALUES (:ownerKeyId, :tenantId, :policyId, :generation, 'ACTIVE', :wrapped, :commitment,
              :now, :ownerId, :revision)\
            """)
        .bindMethods(key)
        .bind("wrapped", key.wrapped().bytes())
        .bind("commitment", key.commitment().bytes())
        .bind("now", now)
        .bind("ownerId", change.ownerId())
        .execute();
    CoverageRows.setKey(tx, change.ownerId(), key.ownerKeyId());
  }

  @FunctionalInterface
  private interface Statement {
    int execute() throws SQLException;
  }
}
