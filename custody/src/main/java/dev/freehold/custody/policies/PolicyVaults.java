package dev.freehold.custody.policies;

import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists the vaults of customers' root keys, to check who owns them. */
public final class PolicyVaults {

  private static final int MAX_ROOTS = 20_000;

  private PolicyVaults() {}

  /**
   * A policy and the addresses of its root keys.
   *
   * @param keyUris of its roots
   */
  public record Keys(UUID tenantId, UUID policyId, String name, List<String> keyUris) {}

  /** Policies with keys in vaults, by id; of the first twenty thousand keys. */
  public static List<Keys> all(Database database) {
    Map<UUID, Keys> policies = new LinkedHashMap<>();
    database
        .read(
            tx ->
                tx.createQuery(
                        """
                        SELECT p.tenant_id, p.id, p.name, r.key_uri FROM policies p
                          JOIN policy_roots r ON r.policy_id = p.id
                        WHERE p.kind <> 'SERVICE_MANAGED' ORDER BY p.id, r.slot LIMIT :max\
                        """)
                    .bind("max", MAX_ROOTS)
                    .map(
                        row ->
                            new Keys(
                                row.getColumn("tenant_id", UUID.class),
                                row.getColumn("id", UUID.class),
                                row.getColumn("name", String.class),
                                List.of(row.getColumn("key_uri", String.class))))
                    .list())
        .forEach(one -> policies.merge(one.policyId(), one, PolicyVaults::both));
    return List.copyOf(policies.values());
  }

  private static Keys both(Keys one, Keys other) {
    List<String> uris = new ArrayList<>(one.keyUris());
    uris.addAll(other.keyUris());
    return new Keys(one.tenantId(), one.policyId(), one.name(), List.copyOf(uris));
  }
}
