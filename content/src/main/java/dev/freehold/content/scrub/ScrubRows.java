package dev.freehold.content.scrub;

import dev.freehold.content.store.ContentOwner;
import dev.freehold.custody.owners.OwnerKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on the last run and its findings, each in the caller's transaction. */
final class ScrubRows {

  private ScrubRows() {}

  static Optional<ScrubState> find(Handle tx) {
    return tx.createQuery(
            """
            SELECT run_id, reads_content, started_at, seen_at, ended_at, total, done, bytes,
              unbound, unchecked, findings
            FROM content_scrub WHERE id = 1
            """)
        .mapTo(ScrubState.class)
        .findOne();
  }

  /** Begins a run in the place of the last one, unless that is under way. */
  static boolean begin(Handle tx, ScrubState run) {
    boolean isBegun =
        tx.createUpdate(
                    """
                    INSERT INTO content_scrub (id, run_id, reads_content, started_at, seen_at,
                      ended_at, total, done, bytes, unbound, unchecked, findings)
                    VALUES (1, :runId, :readsContent, :startedAt, :startedAt,
                      NULL, :total, 0, 0, 0, 0, 0)
                    ON CONFLICT (id) DO UPDATE SET run_id = :runId,
                      reads_content = :readsContent, started_at = :startedAt,
                      seen_at = :startedAt, ended_at = NULL, total = :total, done = 0, bytes = 0,
                      unbound = 0, unchecked = 0, findings = 0
                    WHERE content_scrub.ended_at IS NOT NULL
                      OR content_scrub.seen_at < :silentSince
                      OR content_scrub.seen_at > :believedUntil
                    """)
                .bindMethods(run)
                .bind("silentSince", ScrubState.silentSince(run.startedAt()))
                .bind("believedUntil", ScrubState.believedUntil(run.startedAt()))
                .execute()
            == 1;
    if (isBegun) {
      tx.execute("DELETE FROM content_scrub_findings");
    }
    return isBegun;
  }

  /** Says how far the run is; false if another took its place. */
  static boolean update(Handle tx, ScrubState run) {
    return tx.createUpdate(
                """
                UPDATE content_scrub SET seen_at = :seenAt, ended_at = :endedAt, total = :total,
                  done = :done, bytes = :bytes, unbound = :unbound, unchecked = :unchecked,
                  findings = :findings
                WHERE id = 1 AND run_id = :runId
                """)
            .bindMethods(run)
            .execute()
        == 1;
  }

  /** Inserts a finding of the run, unless an earlier commit has whose answer was lost. */
  static void insert(Handle tx, ScrubFinding finding) {
    tx.createUpdate(
            """
            INSERT INTO content_scrub_findings
              (number, tenant_id, owner_id, code, subject, found_at)
            VALUES (:number, :tenantId, :ownerId, :code, :subject, :foundAt)
            ON CONFLICT (number) DO NOTHING
            """)
        .bindMethods(finding)
        .execute();
  }

  static List<ScrubFinding> findings(Handle tx, int after, int max) {
    return tx.createQuery(
            """
            SELECT number, tenant_id, owner_id, code, subject, found_at
            FROM content_scrub_findings WHERE number > :after ORDER BY number LIMIT :max
            """)
        .bind("after", after)
        .bind("max", max)
        .mapTo(ScrubFinding.class)
        .list();
  }

  /** Mailboxes and sites that were not purged, by id. */
  static List<Owner> owners(Handle tx, UUID after, int max) {
    return tx.createQuery(
            """
            SELECT id, tenant_id, kind FROM key_owners
            WHERE id > :after AND purge_id IS NULL ORDER BY id LIMIT :max
            """)
        .bind("after", after)
        .bind("max", max)
        .mapTo(Owner.class)
        .list();
  }

  /** Whether it is one of {@link #owners} now. */
  static boolean isListed(Handle tx, ContentOwner owner) {
    return tx.createQuery(
                """
                SELECT COUNT(*) FROM key_owners
                WHERE id = :id AND tenant_id = :tenantId AND purge_id IS NULL\
                """)
            .bind("id", owner.ownerId())
            .bind("tenantId", owner.tenantId())
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /** A mailbox or site. */
  record Owner(UUID id, UUID tenantId, OwnerKind kind) {
    ContentOwner content() {
      return new ContentOwner(tenantId, id);
    }
  }
}
