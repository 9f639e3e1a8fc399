package dev.freehold.custody.rolls;

import dev.freehold.custody.policies.RootRolls;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Lists the policies that need a version of a root key, for those who want to disable or delete it.
 * Safe for use by many threads.
 */
public final class KeyVersionNeeds {

  private final Database database;

  /** Looks into {@code database}. */
  public KeyVersionNeeds(Database database) {
    this.database = database;
  }

  /**
   * The tenant's policies, retired ones included and purged ones not, whose key is wrapped by this
   * version.
   *
   * @param keyVersionUri in any of the forms that a key is named by, with its version
   * @throws dev.freehold.custody.CustodyException {@code KEY_URI_INVALID}
   */
  public List<UUID> neededBy(UUID tenantId, String keyVersionUri) {
    String canonical = RootKeyUri.parse(keyVersionUri).toString();
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT p.id FROM policies p JOIN policy_roots r ON r.policy_id = p.id
                    WHERE p.tenant_id = :tenantId AND LOWER(r.key_version_uri) = LOWER(:uri)
                      AND p.state NOT IN ('PURGING', 'PURGED')
                    ORDER BY p.id\
                    """)
                .bind("tenantId", tenantId)
                .bind("uri", canonical)
                .mapTo(UUID.class)
                .list());
  }

  /** The versions that any of the tenant's policies needs, in lower case. */
  public static Set<String> allOf(Handle tx, UUID tenantId) {
    return tx.createQuery(
            """
            SELECT LOWER(r.key_version_uri) FROM policies p
              JOIN policy_roots r ON r.policy_id = p.id
            WHERE p.tenant_id = :tenantId AND p.state NOT IN ('PURGING', 'PURGED')\
            """)
        .bind("tenantId", tenantId)
        .mapTo(String.class)
        .set();
  }

  boolean isNeeded(UUID tenantId, String keyVersionUri) {
    return !neededBy(tenantId, keyVersionUri).isEmpty();
  }

  /** The versions that rolls of a policy have left behind, the newest first; at most ten. */
  List<String> versionsBefore(UUID policyId) {
    return database.read(tx -> RootRolls.versionsBefore(tx, policyId));
  }
}
