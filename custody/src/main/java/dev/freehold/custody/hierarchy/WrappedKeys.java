package dev.freehold.custody.hierarchy;

import dev.freehold.crypto.KeyCommitment;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Reads wrapped keys for key access. Safe for use by many threads. */
public final class WrappedKeys {

  private final Database database;

  /** Reads from the database of {@link Policies} and {@link OwnerKeys}. */
  public WrappedKeys(Database database) {
    this.database = database;
  }

  /** The policy's key, if the policy exists. */
  public Optional<WrappedPolicyKey> policyKey(UUID policyId) {
    return database.read(tx -> policyKey(tx, policyId));
  }

  /** The owner key, if it exists and was not destroyed. */
  public Optional<WrappedOwnerKey> ownerKey(UUID ownerKeyId) {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT tenant_id, policy_id, generation, key_commitment, wrapped_key
                    FROM owner_keys WHERE id = :id AND state <> 'DESTROYED'\
                    """)
                .bind("id", ownerKeyId)
                .map(
                    row ->
                        new WrappedOwnerKey(
                            row.getColumn("tenant_id", UUID.class),
                            row.getColumn("policy_id", UUID.class),
                            ownerKeyId,
                            row.getColumn("generation", Integer.class),
                            commitment(row),
                            ciphertext(row, "wrapped_key")))
                .findOne());
  }

  private static Optional<WrappedPolicyKey> policyKey(Handle tx, UUID policyId) {
    List<WrappedRoot> roots = roots(tx, policyId);
    return tx.createQuery(
            """
            SELECT tenant_id, key_generation, key_commitment, availability_key_id,
              wrapped_by_availability
            FROM policies WHERE id = :id\
            """)
        .bind("id", policyId)
        .map(
            row ->
                new WrappedPolicyKey(
                    row.getColumn("tenant_id", UUID.class),
                    policyId,
                    row.getColumn("key_generation", Integer.class),
                    commitment(row),
                    roots,
                    row.getColumn("availability_key_id", UUID.class),
                    ciphertext(row, "wrapped_by_availability")))
        .findOne();
  }

  private static List<WrappedRoot> roots(Handle tx, UUID policyId) {
    return tx.createQuery(
            """
            SELECT key_version_uri, wrapped_key FROM policy_roots
            WHERE policy_id = :id ORDER BY slot\
            """)
        .bind("id", policyId)
        .map(
            row ->
                new WrappedRoot(
                    RootKeyUri.parse(row.getColumn("key_version_uri", String.class)),
                    ciphertext(row, "wrapped_key")))
        .list();
  }

  private static KeyCommitment commitment(RowView row) {
    return KeyCommitment.fromBytes(row.getColumn("key_commitment", byte[].class));
  }

  private static Ciphertext ciphertext(RowView row, String column) {
    return Ciphertext.of(row.getColumn(column, byte[].class));
  }
}
