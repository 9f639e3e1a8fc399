package dev.freehold.custody.nodes;

import static dev.freehold.custody.seals.OperatorSeals.NODE;

import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.custody.seals.WriteAct;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The table of nodes, each statement in the caller's transaction. */
final class NodeRows {

  private static final String SELECT = "SELECT %s FROM nodes n\040".formatted(NODE.columns("n"));

  private static final String LIST =
      SELECT
          + """
          ORDER BY COALESCE(n.removed_at, %d) DESC, n.joined_at, n.name_folded LIMIT :max\
          """
              .formatted(Long.MAX_VALUE);

  private NodeRows() {}

  /** False if a present node has the name. */
  static boolean insert(Handle tx, WriteAct act, UUID tenantId, Node node, String actor) {
    boolean isNew =
        tx.createUpdate(
                    """
                    INSERT INTO nodes (id, name, name_folded, joined_by, joined_at)
                    VALUES (:id, :name, :folded, :actor, :joinedAt) ON CONFLICT DO NOTHING\
                    """)
                .bind("id", node.id())
                .bind("name", node.name())
                .bind("folded", folded(node.name()))
                .bind("actor", actor)
                .bind("joinedAt", node.joinedAt())
                .execute()
            == 1;
    if (isNew) {
      RowSeals.of(tx)
          .keep(
              tx,
              act,
              NODE.row(tenantId, node.id())
                  .set("name", node.name())
                  .set("joined_by", actor)
                  .set("joined_at", node.joinedAt())
                  .set("removed_by", Optional.empty())
                  .set("removed_at", Optional.empty())
                  .done());
    }
    return isNew;
  }

  /** False if it was removed before. */
  static boolean remove(Handle tx, WriteAct act, UUID id, String actor, Instant now) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> held =
        seals.forUpdate(tx, NODE, id).filter(row -> row.isEmpty("removed_at"));
    held.ifPresent(
        row -> seals.update(tx, act, row, row.with("removed_by", actor).with("removed_at", now)));
    return held.isPresent();
  }

  static Optional<Node> byId(Handle tx, UUID id) {
    return RowSeals.of(tx)
        .one(NODE, tx.createQuery(SELECT + "WHERE n.id = :id").bind("id", id), NodeRows::node);
  }

  /** The present one of this name. */
  static Optional<Node> byName(Handle tx, String name) {
    return RowSeals.of(tx)
        .one(
            NODE,
            tx.createQuery(SELECT + "WHERE n.name_folded = :folded AND n.removed_at IS NULL")
                .bind("folded", folded(name)),
            NodeRows::node)
        // The column that the name is found by is not sealed.
        .filter(node -> folded(node.name()).equals(folded(name)));
  }

  /** Present ones in the order in which they joined, then removed ones, the newest first. */
  static List<Node> list(Handle tx, int max) {
    return RowSeals.of(tx).list(NODE, tx.createQuery(LIST).bind("max", max), NodeRows::node);
  }

  /** Whether something else wrote a row of these; nobody can say then which node it is of. */
  static boolean isAnyRefused(Handle tx, int max) {
    return !RowSeals.of(tx).refused(NODE, tx.createQuery(LIST).bind("max", max)).isEmpty();
  }

  static int countPresent(Handle tx) {
    return tx.createQuery("SELECT COUNT(*) FROM nodes WHERE removed_at IS NULL")
        .mapTo(Integer.class)
        .one();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Node node(RowView row) {
    return new Node(
        row.getColumn("id", UUID.class),
        row.getColumn("name", String.class),
        row.getColumn("joined_at", Instant.class),
        Optional.ofNullable(row.getColumn("removed_at", Instant.class)));
  }
}
