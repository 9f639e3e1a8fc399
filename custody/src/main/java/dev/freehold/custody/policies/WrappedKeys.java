package dev.freehold.custody.policies;

import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.locks.PolicyLockRows;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Reads wrapped keys from the database for key access. Safe for use by many threads. */
public final class WrappedKeys {

  /** What {@link #ownerKey(ResultSet, int)} reads of {@code owner_keys k}. */
  public static final String COLUMNS =
      "k.tenant_id, k.policy_id, k.id, k.generation, k.revision, k.key_commitment, k.wrapped_key";

  /** How many those are. */
  public static final int COLUMN_COUNT = COLUMNS.split(",", -1).length;

  private static final PointQuery<WrappedOwnerKey> OWNER_KEY =
      new PointQuery<>(
          "SELECT %s FROM owner_keys k WHERE k.id = ? AND k.state <> 'DESTROYED'"
              .formatted(COLUMNS),
          row -> ownerKey(row, 1));

  private static final String CURRENT_KEY_SQL =
      """
      SELECT %s, %s FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
      WHERE o.id = ? AND k.state <> 'DESTROYED'\
      """
          .formatted(COLUMNS, CustodySeals.KEY_OWNER.columns("o"));

  private static final String SEAL_STATE_SQL =
      """
      SELECT k.state, p.locked_at, %s
      FROM owner_keys k JOIN policies p ON p.id = k.policy_id WHERE k.id = ?\
      """
          .formatted(CustodySeals.POLICY.columns("p"));

  private static final String SEAL_STATE_LOCKED_SQL = SEAL_STATE_SQL + " FOR SHARE OF k";

  private static final String POLICY_KEY =
      """
      SELECT %s, p.key_revision, p.availability_key_id, p.wrapped_by_availability, p.locked_at
      FROM policies p WHERE p.id = :id\
      """
          .formatted(CustodySeals.POLICY.columns("p"));

  private final Database database;
  private final PointQuery<WrappedOwnerKey> currentKey;

  /** Reads from the database that holds policies and owner keys. */
  public WrappedKeys(Database database) {
    this.database = database;
    this.currentKey =
        new PointQuery<>(CURRENT_KEY_SQL, row -> currentKey(RowSeals.of(database), row));
  }

  /** Tells whether an owner key, destroyed or not, is of a policy that is purged or purging. */
  public boolean isPurged(UUID ownerKeyId) {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT 1 FROM owner_keys k JOIN policies p ON p.id = k.policy_id
                    WHERE k.id = :id AND p.state IN ('PURGING', 'PURGED')\
                    """)
                .bind("id", ownerKeyId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** Tells whether the keys of a mailbox or site were destroyed by a purge. */
  public boolean isOwnerPurged(UUID ownerId) {
    return database.read(
        tx ->
            tx.createQuery("SELECT 1 FROM key_owners WHERE id = :id AND purge_id IS NOT NULL")
                .bind("id", ownerId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** Tells whether nothing under the policy opens any more, because it is purged or purging. */
  public boolean isPolicyPurged(UUID policyId) {
    return database.read(
        tx ->
            tx.createQuery(
                    "SELECT 1 FROM policies WHERE id = :id AND state IN ('PURGING', 'PURGED')")
                .bind("id", policyId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** The policy's key, if the policy exists and its purge has not begun. */
  public Optional<OpenablePolicy> policy(UUID policyId) {
    return database.read(tx -> policy(tx, policyId));
  }

  /** The owner key, if it exists and was not destroyed. */
  public Optional<WrappedOwnerKey> ownerKey(UUID ownerKeyId) {
    return database.find(OWNER_KEY, byId(ownerKeyId));
  }

  /**
   * The key that new content of this mailbox or site is sealed under.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC} if something else has
   *     written which one that is
   */
  public Optional<WrappedOwnerKey> currentKeyOf(UUID ownerId) {
    return database.find(currentKey, byId(ownerId));
  }

  private static WrappedOwnerKey currentKey(RowSeals seals, ResultSet row) throws SQLException {
    seals.requireSealed(CustodySeals.KEY_OWNER, row, 1 + COLUMN_COUNT);
    return ownerKey(row, 1);
  }

  private static <R> Optional<R> find(PointQuery<R> query, Handle tx, UUID id) {
    return query.find(tx, byId(id));
  }

  private static PointQuery.Binder byId(UUID id) {
    return values -> values.setBytes(1, RowIds.bytes(id));
  }

  /**
   * What may be done with new content under an owner key; the answer holds until the transaction
   * ends.
   */
  public Optional<SealState> sealState(Handle tx, UUID ownerKeyId) {
    String sql =
        switch (database.dialect()) {
          case SQLITE -> SEAL_STATE_SQL; // One writer.
          // The lock keeps a renewal from passing between this look and the commit.
          case POSTGRESQL -> SEAL_STATE_LOCKED_SQL;
        };
    RowSeals seals = RowSeals.of(tx);
    return find(new PointQuery<>(sql, row -> sealState(seals, row)), tx, ownerKeyId);
  }

  private static SealState sealState(RowSeals seals, ResultSet row) throws SQLException {
    PolicyAuthority policy = PolicyAuthority.of(seals.requireSealed(CustodySeals.POLICY, row, 3));
    return new SealState(
        KeyState.valueOf(row.getString(1)),
        row.getObject(2) != null,
        policy.kind(),
        policy.isRecovering(),
        policy.state());
  }

  /**
   * Whether an owner key may seal.
   *
   * @param key the state of the key
   * @param isPolicyLocked whether a root of its policy refused and none has agreed since
   * @param kind of its policy
   * @param isRecovering whether the availability key opens its policy until everything has moved
   * @param policyState the state of its policy
   */
  public record SealState(
      KeyState key,
      boolean isPolicyLocked,
      PolicyKind kind,
      boolean isRecovering,
      PolicyState policyState) {}

  /**
   * The owner key of a row that has {@link #COLUMNS} from column {@code first} on. Plain JDBC,
   * because jobs read a hundred thousand of them.
   */
  public static WrappedOwnerKey ownerKey(ResultSet row, int first) throws SQLException {
    return new WrappedOwnerKey(
        RowIds.read(row, first),
        RowIds.read(row, first + 1),
        RowIds.read(row, first + 2),
        row.getInt(first + 3),
        row.getLong(first + 4),
        KeyCommitment.fromBytes(row.getBytes(first + 5)),
        Ciphertext.of(row.getBytes(first + 6)));
  }

  static Optional<OpenablePolicy> policy(Handle tx, UUID policyId) {
    return RowSeals.of(tx)
        .one(
            CustodySeals.POLICY,
            tx.createQuery(POLICY_KEY).bind("id", policyId),
            row -> openable(tx, policyId, row))
        .flatMap(openable -> openable);
  }

  private static Optional<OpenablePolicy> openable(Handle tx, UUID policyId, RowView row) {
    return PolicyState.valueOf(row.getColumn("state", String.class)).isDestroyed()
        ? Optional.empty()
        : Optional.of(
            new OpenablePolicy(
                // After the revision: a roll in between is then noticed by it.
                policyKey(row, policyId, RootRows.wrapped(tx, policyId)),
                PolicyKind.valueOf(row.getColumn("kind", String.class)),
                row.getColumn("recovering", Integer.class) != 0,
                PolicyLockRows.known(
                    tx,
                    row.getColumn("tenant_id", UUID.class),
                    policyId,
                    row.getColumn("locked_at", Long.class) != null)));
  }

  private static WrappedPolicyKey policyKey(RowView row, UUID policyId, List<WrappedRoot> roots) {
    return new WrappedPolicyKey(
        row.getColumn("tenant_id", UUID.class),
        policyId,
        row.getColumn("key_generation", Integer.class),
        row.getColumn("key_revision", Long.class),
        commitment(row),
        roots,
        row.getColumn("availability_key_id", UUID.class),
        ciphertext(row, "wrapped_by_availability"));
  }

  private static KeyCommitment commitment(RowView row) {
    return KeyCommitment.fromBytes(row.getColumn("key_commitment", byte[].class));
  }

  private static Ciphertext ciphertext(RowView row, String column) {
    return Ciphertext.of(row.getColumn(column, byte[].class));
  }
}
