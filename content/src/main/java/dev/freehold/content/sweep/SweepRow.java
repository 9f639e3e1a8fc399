package dev.freehold.content.sweep;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What the database remembers of its blob store.
 *
 * @param storeId the identity of the blob store that belongs to this database
 * @param position the name of the last blob that a sweep looked at; empty to start again
 */
record SweepRow(String storeId, String position) {

  private static final int ONLY_ROW = 1;

  static Optional<SweepRow> find(Handle tx) {
    return tx.createQuery("SELECT store_id, position FROM content_sweep WHERE id = :id")
        .bind("id", ONLY_ROW)
        .mapTo(SweepRow.class)
        .findOne();
  }

  static void insert(Handle tx, String storeId) {
    tx.createUpdate("INSERT INTO content_sweep (id, store_id, position) VALUES (:id, :storeId, '')")
        .bind("id", ONLY_ROW)
        .bind("storeId", storeId)
        .execute();
  }

  static void moveTo(Handle tx, String position) {
    tx.createUpdate("UPDATE content_sweep SET position = :position WHERE id = :id")
        .bind("position", position)
        .bind("id", ONLY_ROW)
        .execute();
  }
}
