package dev.freehold.mail.migration;

import dev.freehold.mail.migration.sync.SyncRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_migration_batches}, each in the caller's transaction. */
final class BatchRows {

  private static final String COLUMNS =
      "id, tenant_id, name, endpoint_id, include_folders, exclude_folders, folder_moves,"
          + " bad_item_limit, other_names, job_id, created_at, created_by, sync_seconds,"
          + " deletion_limit, next_sync_at, final_run, runs, complete_after";

  private BatchRows() {}

  /** A batch as it is kept. Public for {@code bindMethods}. */
  public record Row(
      UUID id,
      UUID tenantId,
      String name,
      UUID endpointId,
      String includeFolders,
      String excludeFolders,
      String folderMoves,
      int badItemLimit,
      int otherNames,
      Optional<UUID> jobId,
      Instant createdAt,
      String createdBy,
      int syncSeconds,
      int deletionLimit,
      Optional<Instant> nextSyncAt,
      int finalRun,
      int runs,
      Optional<Instant> completeAfter) {

    FolderRules folders() {
      return FolderRules.ofColumns(includeFolders, excludeFolders, folderMoves);
    }

    /** True if it copies again until somebody completes it. */
    boolean goesOn() {
      return syncSeconds > 0;
    }

    /** True if somebody has completed it: the run of that number is its last. */
    boolean isCompleting() {
      return finalRun > 0;
    }

    /** True if there is a run after this one, so that passwords are needed. */
    boolean hasMoreRuns() {
      return goesOn() && !(isCompleting() && finalRun <= runs);
    }
  }

  /** Inserts unless the tenant has a batch of this name. */
  static boolean insert(Handle tx, Row batch) {
    return tx.createUpdate(
                """
                INSERT INTO mail_migration_batches (id, tenant_id, name, name_key, endpoint_id,
                  include_folders, exclude_folders, folder_moves, bad_item_limit, created_at,
                  created_by, sync_seconds, deletion_limit, complete_after)
                VALUES (:id, :tenantId, :name, :nameKey, :endpointId, :includeFolders,
                  :excludeFolders, :folderMoves, :badItemLimit, :createdAt, :createdBy,
                  :syncSeconds, :deletionLimit, :completeAfter)
                ON CONFLICT (tenant_id, name_key) DO NOTHING
                """)
            .bindMethods(batch)
            .bind("nameKey", MigrationNames.key(batch.name()))
            .execute()
        == 1;
  }

  static int count(Handle tx, UUID tenantId) {
    return tx.createQuery("SELECT COUNT(*) FROM mail_migration_batches WHERE tenant_id = :tenantId")
        .bind("tenantId", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  static Optional<Row> find(Handle tx, UUID tenantId, String nameOrId) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_batches"
                + " WHERE tenant_id = :tenantId AND (name_key = :key OR id = :id)")
        .bind("tenantId", tenantId)
        .bind("key", MigrationNames.key(nameOrId))
        .bind("id", MigrationNames.id(nameOrId))
        .mapTo(Row.class)
        .findFirst();
  }

  static List<Row> list(Handle tx, UUID tenantId) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_batches WHERE tenant_id = :tenantId ORDER BY name_key")
        .bind("tenantId", tenantId)
        .mapTo(Row.class)
        .list();
  }

  static void setOtherNames(Handle tx, UUID id, int otherNames) {
    tx.createUpdate("UPDATE mail_migration_batches SET other_names = :otherNames WHERE id = :id")
        .bind("otherNames", otherNames)
        .bind("id", id)
        .execute();
  }

  static void setJob(Handle tx, UUID id, UUID jobId) {
    tx.createUpdate("UPDATE mail_migration_batches SET job_id = :jobId WHERE id = :id")
        .bind("jobId", jobId)
        .bind("id", id)
        .execute();
  }

  /** Begins the next run, which nothing else will begin. */
  static void nextRun(Handle tx, UUID id) {
    tx.createUpdate(
            "UPDATE mail_migration_batches SET runs = runs + 1, next_sync_at = NULL WHERE id = :id")
        .bind("id", id)
        .execute();
  }

  /** Has the next run begin at a time, or not by itself. */
  static void setNextSync(Handle tx, UUID id, Optional<Instant> at) {
    tx.createUpdate("UPDATE mail_migration_batches SET next_sync_at = :at WHERE id = :id")
        .bind("at", at.orElse(null))
        .bind("id", id)
        .execute();
  }

  /** Makes a run the last. */
  static void setFinalRun(Handle tx, UUID id, int run) {
    tx.createUpdate("UPDATE mail_migration_batches SET final_run = :run WHERE id = :id")
        .bind("run", run)
        .bind("id", id)
        .execute();
  }

  /** Changes what can be changed of a batch. */
  static void change(Handle tx, Row batch) {
    tx.createUpdate(
            """
            UPDATE mail_migration_batches SET bad_item_limit = :badItemLimit,
              deletion_limit = :deletionLimit, sync_seconds = :syncSeconds,
              next_sync_at = :nextSyncAt, complete_after = :completeAfter WHERE id = :id
            """)
        .bindMethods(batch)
        .execute();
  }

  /**
   * Batches whose next run is to begin.
   *
   * @param latest no run is put off until later; one of which that is written is to begin
   */
  static List<Row> due(Handle tx, Instant now, Instant latest, int max) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_batches WHERE next_sync_at IS NOT NULL"
                + " AND (next_sync_at <= :now OR next_sync_at > :latest)"
                + " ORDER BY next_sync_at LIMIT :max")
        .bind("now", now)
        .bind("latest", latest)
        .bind("max", max)
        .mapTo(Row.class)
        .list();
  }

  /**
   * Batches that are to complete by themselves, but for those that nobody has started, or stopped.
   */
  static List<Row> toComplete(Handle tx, Instant now, int max) {
    return tx.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM mail_migration_batches WHERE complete_after <= :now"
                + " AND sync_seconds > 0 AND final_run = 0"
                + " AND (next_sync_at IS NOT NULL OR EXISTS (SELECT 1 FROM jobs j"
                + " WHERE j.id = job_id AND j.ended_at IS NULL AND j.state <> 'PAUSED'))"
                + " ORDER BY complete_after LIMIT :max")
        .bind("now", now)
        .bind("max", max)
        .mapTo(Row.class)
        .list();
  }

  /** True if a job works on the batch that was not stopped. */
  static boolean runs(Handle tx, UUID id) {
    return tx.createQuery(
                """
                SELECT COUNT(*) FROM mail_migration_batches b JOIN jobs j ON j.id = b.job_id
                WHERE b.id = :id AND j.ended_at IS NULL AND j.state <> 'PAUSED'
                """)
            .bind("id", id)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /** Holds the batch until the end of the transaction; false if it is gone. */
  static boolean lock(Handle tx, UUID id) {
    return tx.createUpdate("UPDATE mail_migration_batches SET name_key = name_key WHERE id = :id")
            .bind("id", id)
            .execute()
        == 1;
  }

  /** Deletes a batch with all that is kept of it. */
  static void delete(Handle tx, UUID id) {
    SyncRows.delete(tx, id);
    for (String table : List.of("skips", "folders", "users")) {
      tx.createUpdate("DELETE FROM mail_migration_" + table + " WHERE batch_id = :id")
          .bind("id", id)
          .execute();
    }
    tx.createUpdate("DELETE FROM mail_migration_batches WHERE id = :id").bind("id", id).execute();
  }
}
