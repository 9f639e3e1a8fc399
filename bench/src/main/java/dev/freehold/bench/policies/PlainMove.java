package dev.freehold.bench.policies;

import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.jobs.JobKind;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.PointUpdate;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What a move of all mailboxes would be without encryption: the same rows are read and changed, the
 * same packs written, the same commits made, and every wrapped key stays as it is.
 */
final class PlainMove implements JobKind {

  static final String NAME = "plain-move";

  /** The parameter with the ids at which the parts end, with one before all. */
  static final String ENDS = "ends";

  private static final int ID_BYTES = 16;
  private static final int ROWS_AT_ONCE = 500;

  private static final PointUpdate KEYS =
      new PointUpdate(
          """
          UPDATE owner_keys AS k
          SET policy_id = ?1, wrapped_key = substr(?5, 60 * moved.key + 1, 60),
            revision = moved.value + 1
          FROM json_each(?3) AS moved
          WHERE k.id = substr(?4, 16 * moved.key + 1, 16) AND +k.policy_id = ?2
            AND k.revision = moved.value AND k.state = 'ACTIVE'\
          """);

  private static final PointUpdate OWNERS =
      new PointUpdate(
          """
          UPDATE key_owners AS o SET ordered_policy_id = ?1
          FROM json_each(?3) AS moved
          WHERE o.id = substr(?4, 16 * moved.key + 1, 16) AND +o.ordered_policy_id = ?2\
          """);

  private final Database database;
  private final BundleSink bundle;

  PlainMove(Database database, BundleSink bundle) {
    this.database = database;
    this.bundle = bundle;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public JobOutcome step(JobStep step) {
    UUID from = UUID.fromString(step.parameters().get("from"));
    UUID to = UUID.fromString(step.parameters().get("to"));
    List<UUID> ends =
        Arrays.stream(step.parameters().get(ENDS).split(",", -1)).map(UUID::fromString).toList();
    UUID after =
        step.position().isEmpty()
            ? ends.get(step.shard())
            : UUID.fromString(step.position().substring("KEYS:".length()));
    UUID last = ends.get(step.shard() + 1);
    List<Row> page = database.read(tx -> read(tx, from, after, last, step.budgetItems()));
    if (page.isEmpty()) {
      return new JobOutcome.ShardDone();
    }
    bundle.writePack(
        step.tenantId(),
        to,
        UUID.randomUUID(),
        KeyBundle.pack(page.stream().map(row -> row.under(to)).toList()));
    step.commit(
        "KEYS:" + page.getLast().ownerId(), page.size(), 0, tx -> update(tx, from, to, page));
    return new JobOutcome.More();
  }

  @Override
  public JobOutcome finish(JobStep step) {
    return new JobOutcome.ShardDone();
  }

  private static List<Row> read(Handle tx, UUID from, UUID after, UUID last, int max) {
    try (PreparedStatement statement =
        tx.getConnection()
            .prepareStatement(
                """
                SELECT o.id, k.tenant_id, k.id, k.generation, k.revision, k.key_commitment,
                  k.wrapped_key
                FROM key_owners o JOIN owner_keys k ON k.id = o.owner_key_id
                WHERE o.ordered_policy_id = ? AND o.id > ? AND o.id <= ?
                ORDER BY o.id LIMIT ?\
                """)) {
      bind(statement, from, after, last);
      statement.setInt(4, max);
      try (ResultSet rows = statement.executeQuery()) {
        List<Row> page = new ArrayList<>();
        while (rows.next()) {
          page.add(row(rows, from));
        }
        return page;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Row row(ResultSet rows, UUID policyId) throws SQLException {
    return new Row(
        id(rows.getBytes(1)),
        new WrappedOwnerKey(
            id(rows.getBytes(2)),
            policyId,
            id(rows.getBytes(3)),
            rows.getInt(4),
            rows.getLong(5),
            KeyCommitment.fromBytes(rows.getBytes(6)),
            Ciphertext.of(rows.getBytes(7))));
  }

  private Void update(Handle tx, UUID from, UUID to, List<Row> page) {
    return switch (database.dialect()) {
      case SQLITE -> updateOnSqlite(tx, from, to, page);
      case POSTGRESQL -> updateOnPostgresql(tx, from, to, page);
    };
  }

  private static Void updateOnSqlite(Handle tx, UUID from, UUID to, List<Row> page) {
    ByteBuffer keyIds = ByteBuffer.allocate(page.size() * ID_BYTES);
    ByteBuffer ownerIds = ByteBuffer.allocate(page.size() * ID_BYTES);
    ByteBuffer wraps = ByteBuffer.allocate(page.size() * KeyWrap.WRAPPED_BYTES);
    StringJoiner revisions = new StringJoiner(",", "[", "]");
    for (Row row : page) {
      keyIds.put(bytes(row.key().ownerKeyId()));
      ownerIds.put(bytes(row.ownerId()));
      wraps.put(row.key().wrapped().bytes());
      revisions.add(Long.toString(row.key().revision()));
    }
    int keys =
        KEYS.run(
            tx,
            values -> {
              bind(values, to, from);
              values.setString(3, revisions.toString());
              values.setBytes(4, keyIds.array());
              values.setBytes(5, wraps.array());
            });
    int owners =
        OWNERS.run(
            tx,
            values -> {
              bind(values, to, from);
              values.setString(3, revisions.toString());
              values.setBytes(4, ownerIds.array());
            });
    if (keys != page.size() || owners != page.size()) {
      throw new IllegalStateException("not every row was changed");
    }
    return null;
  }

  private static Void updateOnPostgresql(Handle tx, UUID from, UUID to, List<Row> page) {
    try (PreparedStatement key =
        tx.getConnection()
            .prepareStatement(
                """
                UPDATE owner_keys SET wrapped_key = ?, revision = ?
                WHERE id = ? AND policy_id = ? AND revision = ? AND state = 'ACTIVE'\
                """)) {
      for (Row row : page) {
        key.setBytes(1, row.key().wrapped().bytes());
        key.setLong(2, row.key().revision() + 1);
        key.setBytes(3, bytes(row.key().ownerKeyId()));
        key.setBytes(4, bytes(from));
        key.setLong(5, row.key().revision());
        key.addBatch();
      }
      key.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    for (int first = 0; first < page.size(); first += ROWS_AT_ONCE) {
      List<Row> some = page.subList(first, Math.min(page.size(), first + ROWS_AT_ONCE));
      List<UUID> keyIds = some.stream().map(row -> row.key().ownerKeyId()).toList();
      setPolicy(tx, "owner_keys SET policy_id = ? WHERE policy_id = ?", from, to, keyIds);
      setPolicy(
          tx,
          "key_owners SET ordered_policy_id = ? WHERE ordered_policy_id = ?",
          from,
          to,
          some.stream().map(Row::ownerId).toList());
    }
    return null;
  }

  private static void setPolicy(Handle tx, String what, UUID from, UUID to, List<UUID> ids) {
    String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
    try (PreparedStatement statement =
        tx.getConnection().prepareStatement("UPDATE %s AND id IN (%s)".formatted(what, marks))) {
      List<UUID> all = new ArrayList<>(List.of(to, from));
      all.addAll(ids);
      bind(statement, all.toArray(UUID[]::new));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void bind(PreparedStatement statement, UUID... ids) throws SQLException {
    for (int i = 0; i < ids.length; i++) {
      statement.setBytes(i + 1, bytes(ids[i]));
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID id(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private record Row(UUID ownerId, WrappedOwnerKey key) {
    WrappedOwnerKey under(UUID to) {
      return new WrappedOwnerKey(
          key.tenantId(),
          to,
          key.ownerKeyId(),
          key.generation(),
          key.revision() + 1,
          key.commitment(),
          key.wrapped());
    }
  }
}
