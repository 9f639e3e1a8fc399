package dev.freehold.custody.moves;

import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.moves.MovedPage.Change;
import dev.freehold.custody.moves.PolicyColumns.Way;
import dev.freehold.custody.owners.CoverageRows;
import dev.freehold.custody.seals.PreparedSeal;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.Dialect;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Puts moved keys into rows. {@link PageGuard} made sure that they are as they were read. */
final class MovedKeyWriter {

  private final PolicyColumns columns;

  MovedKeyWriter(Dialect dialect) {
    this.columns = PolicyColumns.of(dialect);
  }

  /** Applies a page within the step's transaction. */
  void apply(Handle tx, UUID jobId, MovedPage page, Instant now) {
    page.wrapped().stream()
        .collect(
            Collectors.groupingBy(
                change -> new Way(change.before().policyId(), change.after().policyId())))
        .forEach((way, changes) -> written(() -> columns.rewrap(tx, way, changes)));
    renew(tx, jobId, page.renewed(), now);
  }

  /**
   * Makes the new policy what was ordered for mailboxes of which {@link PageGuard} found that they
   * are as they were read.
   */
  void order(Handle tx, UUID from, UUID to, List<PreparedSeal> owners) {
    written(() -> columns.order(tx, new Way(from, to), owners));
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
    order(tx, from, to, CoverageRows.ordering(RowSeals.of(tx), before, to));
  }

  private static void written(Statement statement) {
    try {
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("moved keys could not be written", e);
    }
  }

  /** Retire first: only who retires the old key may put a new one in its place. */
  private static void renew(Handle tx, UUID jobId, List<Change> changes, Instant now) {
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
    void execute() throws SQLException;
  }
}
