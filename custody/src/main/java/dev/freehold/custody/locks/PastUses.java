package dev.freehold.custody.locks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Past uses of a policy's availability key, by all nodes. The ledger has each of them; this is
 * shown, and decides nothing.
 *
 * @param lastAt when the last one began
 * @param recent how many began today or on the {@link #DAYS} - 1 days before, in UTC
 */
public record PastUses(Instant lastAt, long recent) {

  /** How many days are counted. */
  public static final int DAYS = 30;

  /** Those of all policies of a tenant whose availability key was ever used, by policy. */
  public static Map<UUID, PastUses> ofTenant(Handle tx, UUID tenantId, Instant now) {
    return tx.createQuery(
            """
            SELECT u.policy_id, MAX(u.last_at) last_at,
              SUM(CASE WHEN u.used_on > :before THEN u.uses ELSE 0 END) recent
            FROM policies p JOIN availability_key_uses u ON u.policy_id = p.id
            WHERE p.tenant_id = :tenantId GROUP BY u.policy_id\
            """)
        .bind("tenantId", tenantId)
        .bind("before", day(now) - DAYS)
        .map(
            row ->
                Map.entry(
                    row.getColumn("policy_id", UUID.class),
                    new PastUses(
                        row.getColumn("last_at", Instant.class),
                        row.getColumn("recent", Long.class))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Counts a use that begins, and forgets what is too long ago to be told. */
  static void count(Handle tx, UUID policyId, Instant now) {
    tx.createUpdate("DELETE FROM availability_key_uses WHERE policy_id = :id AND used_on <= :old")
        .bind("id", policyId)
        .bind("old", day(now) - DAYS)
        .execute();
    tx.createUpdate(
            """
            INSERT INTO availability_key_uses (policy_id, used_on, uses, last_at)
            VALUES (:id, :day, 1, :now)
            ON CONFLICT (policy_id, used_on) DO UPDATE SET
              uses = availability_key_uses.uses + 1, last_at = excluded.last_at\
            """)
        .bind("id", policyId)
        .bind("day", day(now))
        .bind("now", now)
        .execute();
  }

  /** Deletes what is known of a policy that has ended. */
  static void forget(Handle tx, UUID policyId) {
    tx.createUpdate("DELETE FROM availability_key_uses WHERE policy_id = :id")
        .bind("id", policyId)
        .execute();
  }

  private static long day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
  }
}
