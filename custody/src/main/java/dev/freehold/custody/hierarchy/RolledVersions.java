package dev.freehold.custody.hierarchy;

import dev.freehold.custody.hierarchy.RootRolls.RolledRoot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The versions of root keys that rolls have left behind. */
final class RolledVersions {

  private static final int MAX_LISTED = 10;

  private RolledVersions() {}

  static void insert(Handle tx, RolledRoot rolled, Instant now) {
    tx.createUpdate(
            """
            INSERT INTO rolled_versions (policy_id, slot, key_version_uri, rolled_at)
            VALUES (:policyId, :slot, :uri, :now)
            ON CONFLICT (policy_id, slot, key_version_uri) DO UPDATE SET rolled_at = :now\
            """)
        .bind("policyId", rolled.policyId())
        .bind("slot", rolled.slot())
        .bind("uri", rolled.from().toString())
        .bind("now", now)
        .execute();
  }

  static List<String> of(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT key_version_uri FROM rolled_versions WHERE policy_id = :policyId
            ORDER BY rolled_at DESC, slot LIMIT :max\
            """)
        .bind("policyId", policyId)
        .bind("max", MAX_LISTED)
        .mapTo(String.class)
        .list();
  }
}
