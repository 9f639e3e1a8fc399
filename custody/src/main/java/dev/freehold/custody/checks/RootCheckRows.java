package dev.freehold.custody.checks;

import dev.freehold.custody.roots.RootFailure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of the cross-check. */
final class RootCheckRows {

  private RootCheckRows() {}

  static List<RootCheck> of(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT policy_id, slot, key_version_uri, outcome, code, checked_at, outcome_since
            FROM root_checks WHERE policy_id = :policyId ORDER BY slot\
            """)
        .bind("policyId", policyId)
        .mapTo(RootCheck.class)
        .list();
  }

  static boolean isAnySilent(Handle tx) {
    return tx.createQuery(
            """
            SELECT 1 FROM root_checks c JOIN policies p ON p.id = c.policy_id
            WHERE c.outcome = 'DID_NOT_ANSWER' AND p.state = 'ACTIVE' LIMIT 1\
            """)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static boolean isAnyNotAllowed(Handle tx) {
    return tx.createQuery(
            """
            SELECT 1 FROM root_checks c JOIN policies p ON p.id = c.policy_id
            WHERE c.outcome = 'WRONG_ANSWER' AND c.code = :code AND p.state = 'ACTIVE' LIMIT 1\
            """)
        .bind("code", RootFailure.VAULT_NOT_ALLOWED)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Keeps a result; the time since when it is so stays while it is so. */
  static void put(Handle tx, RootCheck check) {
    tx.createUpdate(
            """
            INSERT INTO root_checks
              (policy_id, slot, key_version_uri, outcome, code, checked_at, outcome_since)
            VALUES (:policyId, :slot, :keyVersionUri, :outcome, :code, :checkedAt, :checkedAt)
            ON CONFLICT (policy_id, slot) DO UPDATE SET
              outcome_since = CASE
                WHEN root_checks.outcome = :outcome
                  AND root_checks.key_version_uri = :keyVersionUri
                THEN root_checks.outcome_since ELSE :checkedAt END,
              key_version_uri = :keyVersionUri, outcome = :outcome, code = :code,
              checked_at = :checkedAt\
            """)
        .bindMethods(check)
        .execute();
  }

  /**
   * Policies that are due, the longest due first.
   *
   * @param latest no check is put off until later; what says so was written before a clock was set
   *     back, or by somebody else, and is due
   */
  static List<UUID> due(Handle tx, Instant now, Instant latest, int max) {
    return tx.createQuery(
            """
            SELECT id FROM policies WHERE (check_due_at <= :now OR check_due_at > :latest)
              AND state NOT IN ('RETIRED', 'PURGING', 'PURGED')
            ORDER BY check_due_at, id LIMIT :max\
            """)
        .bind("now", now)
        .bind("latest", latest)
        .bind("max", max)
        .mapTo(UUID.class)
        .list();
  }

  /** Takes a policy that is due for one node. */
  static boolean claim(Handle tx, UUID policyId, Instant now, Instant latest, Instant next) {
    return tx.createUpdate(
                """
                UPDATE policies SET check_due_at = :next
                WHERE id = :id AND (check_due_at <= :now OR check_due_at > :latest)\
                """)
            .bind("next", next)
            .bind("latest", latest)
            .bind("id", policyId)
            .bind("now", now)
            .execute()
        == 1;
  }
}
