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
import java.time.Instant;
import java.util.List;
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

  /** Gives keys that only change their policy their new wraps. */
  List<PreparedRows> rewraps(List<Change> wrapped) {
    return wrapped.stream()
        .collect(
            Collectors.groupingBy(
                change -> new Way(change.before().policyId(), change.after().policyId())))
        .entrySet()
        .stream()
        .map(way -> columns.rewrap(way.getKey(), way.getValue()))
        .toList();
  }

  /**
   * Makes the new policy what was ordered for mailboxes, after {@link #rewraps}.
   *
   * @param settled those that had their keys under the new policy already
   */
  List<PreparedRows> orders(UUID from, UUID to, List<PreparedSeal> owners, Set<UUID> settled) {
    Way way = new Way(from, to);
    return owners.stream()
        .collect(
            Collectors.groupingBy(
                owner -> settled.contains(owner.key()) ? Keys.READ : Keys.WRITTEN,
                Collectors.groupingBy(Kin::of)))
        .entrySet()
        .stream()
        .flatMap(
            keys ->
                keys.getValue().entrySet().stream()
                    .map(kin -> columns.order(way, kin.getKey(), keys.getKey(), kin.getValue())))
        .toList();
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
    List<PreparedSeal> owners = CoverageRows.ordering(RowSeals.of(tx), before, to);
    if (!orders(from, to, owners, Set.of()).stream().allMatch(rows -> rows.change(tx))) {
      throw new IllegalStateException("rows changed that this transaction had just written");
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
}
