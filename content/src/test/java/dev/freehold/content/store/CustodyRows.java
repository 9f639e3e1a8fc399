package dev.freehold.content.store;

import dev.freehold.persistence.Database;
import java.util.UUID;

/** Custody's rows of one tenant, one policy and owners, as far as content looks at them. */
final class CustodyRows {

  private static final byte[] ANY = {1};

  private final Database database;
  private final UUID tenantId;
  final UUID policyId = UUID.randomUUID();

  CustodyRows(Database database, UUID tenantId) {
    this.database = database;
    this.tenantId = tenantId;
    run(
        "INSERT INTO tenants (id, name, name_folded, policy_count, created_at)"
            + " VALUES (?, ?, ?, 0, 0)",
        tenantId,
        tenantId.toString(),
        tenantId.toString());
    run(
        "INSERT INTO policies (id, tenant_id, name, name_folded, description, enabled,"
            + " key_generation, key_commitment, availability_key_id, wrapped_by_availability,"
            + " created_at) VALUES (?, ?, ?, ?, '', 1, 1, ?, ?, ?, 0)",
        policyId,
        tenantId,
        "mail",
        "mail",
        ANY,
        UUID.randomUUID(),
        ANY);
  }

  /** A mailbox with its first key. */
  void owner(UUID ownerId, UUID keyId) {
    key(ownerId, keyId, "ACTIVE");
    run(
        "INSERT INTO key_owners (id, tenant_id, kind, owner_key_id, created_at)"
            + " VALUES (?, ?, 'MAILBOX', ?, 0)",
        ownerId,
        tenantId,
        keyId);
  }

  void key(UUID ownerId, UUID keyId, String state) {
    run(
        "INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,"
            + " key_commitment, created_at, owner_id) VALUES (?, ?, ?, 1, ?, ?, ?, 0, ?)",
        keyId,
        tenantId,
        policyId,
        state,
        ANY,
        ANY,
        ownerId);
  }

  void destroyKeys(UUID ownerId) {
    run(
        "UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL WHERE owner_id = ?",
        ownerId);
  }

  void policyState(String state) {
    run("UPDATE policies SET state = ? WHERE id = ?", state, policyId);
  }

  private void run(String sql, Object... values) {
    database.write(tx -> tx.execute(sql, values));
  }
}
