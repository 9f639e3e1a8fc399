package dev.freehold.custody.checks;

import dev.freehold.custody.roots.RootFailure;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of the cross-check. */
final class RootCheckRows {

  private static final String SELECT =
      """
      SELECT c.policy_id, c.slot, c.key_version_uri, c.outcome, c.code, c.checked_at,
        c.outcome_since, c.agreed_at
      FROM root_checks c
      """;

  /** What a key's name and version are made of. */
  private static final String NAME_CHARS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-";

  private static final String SILENT = "c.outcome = 'DID_NOT_ANSWER' AND p.state = 'ACTIVE'";

  private RootCheckRows() {}

  /** The URL of a root's vault, in words that every database has. */
  private static String vault(String alias) {
    return "replace(rtrim(rtrim(rtrim(%1$s.key_version_uri, '%2$s'), '/'), '%2$s'), '/keys/', '')"
        .formatted(alias, NAME_CHARS);
  }

  static List<RootCheck> of(Handle tx, UUID policyId) {
    return tx.createQuery(SELECT + "WHERE c.policy_id = :policyId ORDER BY c.slot")
        .bind("policyId", policyId)
        .mapTo(RootCheck.class)
        .list();
  }

  static List<RootCheck> ofTenant(Handle tx, UUID tenantId) {
    return tx.createQuery(
            SELECT
                + """
                JOIN policies p ON p.id = c.policy_id
                WHERE p.tenant_id = :tenantId ORDER BY c.policy_id, c.slot\
                """)
        .bind("tenantId", tenantId)
        .mapTo(RootCheck.class)
        .list();
  }

  /** The vaults that were silent, each with the one of its roots whose turn it is, from 0. */
  static List<SilentVault> silentVaults(Handle tx, int turn, int max) {
    return tx.createQuery(
            """
            SELECT url, roots, checked_at, policy_id, slot FROM (
              SELECT url, policy_id, slot, COUNT(*) OVER vault roots,
                MAX(checked_at) OVER vault checked_at,
                ROW_NUMBER() OVER (PARTITION BY url ORDER BY policy_id, slot) place
              FROM (
                SELECT %s url, c.policy_id, c.slot, c.checked_at
                FROM root_checks c JOIN policies p ON p.id = c.policy_id WHERE %s) silent
              WINDOW vault AS (PARTITION BY url)) placed
            WHERE place = :turn %% roots + 1 ORDER BY url LIMIT :max\
            """
                .formatted(vault("c"), SILENT))
        .bind("turn", turn)
        .bind("max", max)
        .mapTo(SilentVault.class)
        .list();
  }

  /** The vaults of policies both of whose roots were silent. */
  static List<SilentPair> silentPairs(Handle tx, int max) {
    return tx.createQuery(
            """
            SELECT %s first_url, MAX(c.checked_at) first_at,
              %s second_url, MAX(d.checked_at) second_at
            FROM root_checks c JOIN policies p ON p.id = c.policy_id
            JOIN root_checks d ON d.policy_id = c.policy_id AND d.slot > c.slot
            WHERE %s AND d.outcome = c.outcome GROUP BY 1, 3 LIMIT :max\
            """
                .formatted(vault("c"), vault("d"), SILENT))
        .bind("max", max)
        .mapTo(SilentPair.class)
        .list();
  }

  /** A root refused when it was last checked, or both are known to and none has agreed since. */
  static boolean isAnyRefused(Handle tx) {
    return tx.createQuery(
            """
            SELECT 1 FROM policies WHERE state = 'ACTIVE' AND locked_at IS NOT NULL
            UNION ALL
            SELECT 1 FROM root_checks c JOIN policies p ON p.id = c.policy_id
            WHERE c.outcome = 'REFUSED' AND p.state = 'ACTIVE' LIMIT 1\
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

  /**
   * Keeps a result; the time since when it is so stays while it is so, and that of the last proof
   * until the next one.
   *
   * @param isOther whether people are told of it as of another result, though it may not be one
   */
  static void put(Handle tx, RootCheck check, boolean isOther) {
    tx.createUpdate(
            """
            INSERT INTO root_checks
              (policy_id, slot, key_version_uri, outcome, code, checked_at, outcome_since,
                agreed_at)
            VALUES (:policyId, :slot, :keyVersionUri, :outcome, :code, :checkedAt, :checkedAt,
              :proof)
            ON CONFLICT (policy_id, slot) DO UPDATE SET
              outcome_since = CASE
                WHEN :other = 0 AND root_checks.outcome = :outcome
                  AND root_checks.key_version_uri = :keyVersionUri
                THEN root_checks.outcome_since ELSE :checkedAt END,
              agreed_at = COALESCE(excluded.agreed_at,
                CASE WHEN root_checks.key_version_uri = :keyVersionUri
                THEN root_checks.agreed_at END),
              key_version_uri = :keyVersionUri, outcome = :outcome, code = :code,
              checked_at = :checkedAt\
            """)
        .bindMethods(check)
        .bind("other", isOther ? 1 : 0)
        .bind("proof", check.agreedAt().map(Instant::toEpochMilli).orElse(null))
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
