package dev.freehold.custody.purge.run;

import dev.freehold.custody.purge.ContentTotals;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the run of a purge has come to, each statement in the caller's transaction. */
final class RunRows {

  private RunRows() {}

  /**
   * What was destroyed and tried so far.
   *
   * @param destroyedSha256 null before anything was destroyed
   * @param nodes null before they were waited for
   * @param journals null before they were erased
   */
  record Run(
      long destroyedOwners,
      long destroyedKeys,
      long destroyedObjects,
      long destroyedBytes,
      String destroyedSha256,
      long availabilityKeys,
      String nodes,
      String journals,
      long triedOwners,
      long triedObjects) {}

  static Run of(Handle tx, UUID caseId) {
    return tx.createQuery(
            """
            SELECT destroyed_owners, destroyed_keys, destroyed_objects, destroyed_bytes,
              destroyed_sha256, availability_keys, nodes, journals, tried_owners, tried_objects
            FROM purge_cases WHERE id = :id\
            """)
        .bind("id", caseId)
        .mapTo(Run.class)
        .one();
  }

  /** The policy's own key was destroyed, and so many availability keys are going to be. */
  static void begin(Handle tx, UUID caseId, String sha256, long availabilityKeys) {
    tx.createUpdate(
            """
            UPDATE purge_cases SET destroyed_keys = 1, destroyed_sha256 = :sha256,
              availability_keys = :availabilityKeys
            WHERE id = :id\
            """)
        .bind("sha256", sha256)
        .bind("availabilityKeys", availabilityKeys)
        .bind("id", caseId)
        .execute();
  }

  static void destroyed(
      Handle tx, UUID caseId, long owners, long keys, ContentTotals totals, String sha256) {
    tx.createUpdate(
            """
            UPDATE purge_cases SET destroyed_owners = destroyed_owners + :owners,
              destroyed_keys = destroyed_keys + :keys,
              destroyed_objects = destroyed_objects + :objects,
              destroyed_bytes = destroyed_bytes + :bytes, destroyed_sha256 = :sha256
            WHERE id = :id\
            """)
        .bind("owners", owners)
        .bind("keys", keys)
        .bind("objects", totals.objects())
        .bind("bytes", totals.bytes())
        .bind("sha256", sha256)
        .bind("id", caseId)
        .execute();
  }

  static void forgotten(Handle tx, UUID caseId, String nodes) {
    tx.createUpdate("UPDATE purge_cases SET nodes = :nodes WHERE id = :id")
        .bind("nodes", nodes)
        .bind("id", caseId)
        .execute();
  }

  static void erased(Handle tx, UUID caseId, String words) {
    tx.createUpdate("UPDATE purge_cases SET journals = :words WHERE id = :id")
        .bind("words", words)
        .bind("id", caseId)
        .execute();
  }

  static void tried(Handle tx, UUID caseId, long owners, long objects) {
    tx.createUpdate(
            """
            UPDATE purge_cases SET tried_owners = tried_owners + :owners,
              tried_objects = tried_objects + :objects
            WHERE id = :id\
            """)
        .bind("owners", owners)
        .bind("objects", objects)
        .bind("id", caseId)
        .execute();
  }

  static void end(Handle tx, UUID caseId, long receiptEntry, Instant now) {
    tx.createUpdate(
            "UPDATE purge_cases SET receipt_entry = :entry, purged_at = :now WHERE id = :id")
        .bind("entry", receiptEntry)
        .bind("now", now)
        .bind("id", caseId)
        .execute();
  }
}
