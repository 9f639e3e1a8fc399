package dev.freehold.content.sweep;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What the database remembers of its blob store.
 *
 * @param storeId the identity of the blob store that belongs to this database
 * @param position the name of the last blob that a sweep looked at; empty if no walk is under way
 * @param walkBegunAt when the last walk began, by the clock of the node that began it
 */
record SweepRow(String storeId, String position, Instant walkBegunAt) {

  private static final int ONLY_ROW = 1;

  /**
   * Whether no walk has begun yet: the store may not have its identity either, unless something was
   * stored.
   */
  boolean isNew() {
    return walkBegunAt.equals(Instant.EPOCH);
  }

  static Optional<SweepRow> find(Handle tx) {
    return tx.createQuery(
            "SELECT store_id, position, walk_begun_at FROM content_sweep WHERE id = :id")
        .bind("id", ONLY_ROW)
        .mapTo(SweepRow.class)
        .findOne();
  }

  /** Whether anything was ever stored that is not forgotten by now. */
  static boolean hasObjects(Handle tx) {
    return tx.createQuery("SELECT 1 FROM content_objects LIMIT 1")
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Inserts the row, unless another node has. */
  static void insert(Handle tx, String storeId) {
    tx.createUpdate(
            """
            INSERT INTO content_sweep (id, store_id, position) VALUES (:id, :storeId, '')
            ON CONFLICT (id) DO NOTHING
            """)
        .bind("id", ONLY_ROW)
        .bind("storeId", storeId)
        .execute();
  }

  /** Begins a walk; false if another node has begun one since {@code seen}. */
  static boolean begin(Handle tx, SweepRow seen, Instant now) {
    return tx.createUpdate(
                """
                UPDATE content_sweep SET walk_begun_at = :now
                WHERE id = :id AND position = '' AND walk_begun_at = :seen
                """)
            .bind("now", now)
            .bind("id", ONLY_ROW)
            .bind("seen", seen.walkBegunAt)
            .execute()
        == 1;
  }

  /** Takes the blobs between two names; false if another node has taken them. */
  static boolean move(Handle tx, String from, String to) {
    return tx.createUpdate(
                "UPDATE content_sweep SET position = :to WHERE id = :id AND position = :from")
            .bind("to", to)
            .bind("id", ONLY_ROW)
            .bind("from", from)
            .execute()
        == 1;
  }
}
