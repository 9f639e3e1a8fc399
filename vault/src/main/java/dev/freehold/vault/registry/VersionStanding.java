package dev.freehold.vault.registry;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A version of a key as it is kept, to be shown: whether the row is authentic is asked when the
 * version is used.
 *
 * @param vault the vault's name in lower case
 * @param key the key's name in lower case
 * @param version its id
 * @param enabled whether it may be used
 * @param expires when it expires, if it does
 */
public record VersionStanding(
    String vault, String key, UUID version, boolean enabled, Optional<Instant> expires) {

  private static final int MAX_VERSIONS = 10_000;

  /** A key by its vault. */
  public record Name(String vault, String key) {

    /** Names know no case. */
    public Name {
      vault = vault.toLowerCase(Locale.ROOT);
      key = key.toLowerCase(Locale.ROOT);
    }
  }

  /** The versions of these keys, as far as the tenant has their vaults and they are there. */
  static List<VersionStanding> of(Handle tx, UUID tenantId, Set<Name> keys) {
    return keys.isEmpty()
        ? List.of()
        : tx
            .createQuery(
                """
                SELECT o.folded_name AS vault, v.folded_name AS "key", v.version, v.enabled,
                  v.expires
                FROM vault_vaults o
                  JOIN vault_keys k ON k.vault_id = o.id AND k.deleted_at IS NULL
                  JOIN vault_key_versions v
                    ON v.vault_id = k.vault_id AND v.folded_name = k.folded_name
                WHERE o.folded_name IN (<vaults>) AND o.tenant_id = :tenantId
                  AND o.deleted_at IS NULL AND k.folded_name IN (<keys>)
                LIMIT :max
                """)
            .bindList("vaults", keys.stream().map(Name::vault).distinct().toList())
            .bindList("keys", keys.stream().map(Name::key).distinct().toList())
            .bind("tenantId", tenantId)
            .bind("max", MAX_VERSIONS)
            .mapTo(VersionStanding.class)
            .stream()
            .filter(found -> keys.contains(new Name(found.vault, found.key)))
            .toList();
  }
}
