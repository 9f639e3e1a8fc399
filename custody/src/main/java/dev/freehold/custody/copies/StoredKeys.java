package dev.freehold.custody.copies;

import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * Reads policies and keys from a copy of the main database of any version. A value that is missing,
 * or overwritten with zeros, counts as destroyed. Uses only columns that every version has had.
 */
public final class StoredKeys {

  private final Database database;

  /** Reads {@code database}, usually one opened to be read only. */
  public StoredKeys(Database database) {
    this.database = database;
  }

  /** A tenant and its name. */
  public record Tenant(UUID id, String name) {}

  /** All tenants, in the order of their names. */
  public List<Tenant> tenants() {
    return database.read(
        tx ->
            tx.createQuery("SELECT id, name FROM tenants ORDER BY name_folded")
                .mapTo(Tenant.class)
                .list());
  }

  /** All policies of a tenant, in the order of their names. */
  public List<StoredPolicy> policies(UUID tenantId) {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT id, name, kind, state, key_generation, key_commitment,
                      availability_key_id, wrapped_by_availability
                    FROM policies WHERE tenant_id = :tenantId ORDER BY name_folded, id\
                    """)
                .bind("tenantId", tenantId)
                .map(row -> policy(tx, tenantId, row))
                .list());
  }

  private static StoredPolicy policy(Handle tx, UUID tenantId, RowView row) {
    UUID id = row.getColumn("id", UUID.class);
    return new StoredPolicy(
        tenantId,
        id,
        row.getColumn("name", String.class),
        row.getColumn("kind", String.class),
        row.getColumn("state", String.class),
        commitment(row)
            .map(
                commitment ->
                    new PolicyWrap.Identity(
                        tenantId, id, row.getColumn("key_generation", Integer.class), commitment))
            .map(identity -> wraps(tx, identity, row))
            .orElse(List.of()));
  }

  private static List<PolicyWrap> wraps(Handle tx, PolicyWrap.Identity identity, RowView row) {
    List<PolicyWrap> wraps = new ArrayList<>();
    UUID availabilityKey = row.getColumn("availability_key_id", UUID.class);
    if (availabilityKey != null) {
      alive(row, "wrapped_by_availability")
          .map(wrapped -> new PolicyWrap.ByAvailability(identity, availabilityKey, wrapped))
          .ifPresent(wraps::add);
    }
    wraps.addAll(roots(tx, identity));
    return wraps;
  }

  private static List<PolicyWrap> roots(Handle tx, PolicyWrap.Identity identity) {
    return tx
        .createQuery(
            """
            SELECT slot, key_version_uri, wrapped_key FROM policy_roots
            WHERE policy_id = :id ORDER BY slot\
            """)
        .bind("id", identity.policyId())
        .map(
            row ->
                alive(row, "wrapped_key")
                    .<PolicyWrap>map(
                        wrapped ->
                            new PolicyWrap.ByRoot(
                                identity,
                                row.getColumn("slot", Integer.class),
                                RootKeyUri.parse(row.getColumn("key_version_uri", String.class)),
                                wrapped)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Keys under a policy, those that were destroyed too, in the order of their ids.
   *
   * @param after the last of the page before; the lowest id of all for the first page
   * @param max how many at most
   */
  public List<StoredOwnerKey> ownerKeys(UUID policyId, UUID after, int max) {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT k.id, k.tenant_id, k.generation, k.revision, k.key_commitment,
                      k.wrapped_key, k.owner_id, o.kind
                    FROM owner_keys k LEFT JOIN key_owners o ON o.id = k.owner_id
                    WHERE k.policy_id = :policyId AND k.id > :after ORDER BY k.id LIMIT :max\
                    """)
                .bind("policyId", policyId)
                .bind("after", after)
                .bind("max", max)
                .map(row -> ownerKey(policyId, row))
                .list());
  }

  private static StoredOwnerKey ownerKey(UUID policyId, RowView row) {
    UUID id = row.getColumn("id", UUID.class);
    return new StoredOwnerKey(
        id,
        Optional.ofNullable(row.getColumn("owner_id", UUID.class)),
        Optional.ofNullable(row.getColumn("kind", String.class)),
        commitment(row)
            .flatMap(
                commitment ->
                    alive(row, "wrapped_key")
                        .map(
                            wrapped ->
                                new WrappedOwnerKey(
                                    row.getColumn("tenant_id", UUID.class),
                                    policyId,
                                    id,
                                    row.getColumn("generation", Integer.class),
                                    row.getColumn("revision", Long.class),
                                    commitment,
                                    wrapped))));
  }

  private static Optional<KeyCommitment> commitment(RowView row) {
    byte[] bytes = row.getColumn("key_commitment", byte[].class);
    return bytes == null || bytes.length != KeyCommitment.LENGTH_BYTES
        ? Optional.empty()
        : Optional.of(KeyCommitment.fromBytes(bytes));
  }

  private static Optional<Ciphertext> alive(RowView row, String column) {
    byte[] bytes = row.getColumn(column, byte[].class);
    if (bytes == null) {
      return Optional.empty();
    }
    for (byte b : bytes) {
      if (b != 0) {
        return Optional.of(Ciphertext.of(bytes));
      }
    }
    return Optional.empty();
  }
}
