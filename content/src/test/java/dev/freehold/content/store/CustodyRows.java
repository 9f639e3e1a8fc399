package dev.freehold.content.store;

import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.persistence.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Custody's rows of one tenant, one policy and owners, as far as content looks at them. */
public final class CustodyRows {

  private static final byte[] ANY = {1};

  private final Database database;
  private final UUID tenantId;
  final UUID policyId = UUID.randomUUID();

  public CustodyRows(Database database, UUID tenantId) {
    this.database = database;
    this.tenantId = tenantId;
    run(
        "INSERT INTO tenants (id, name, name_folded, policy_count, created_at)"
            + " VALUES (?, ?, ?, 0, 0)",
        tenantId,
        tenantId.toString(),
        tenantId.toString());
    policy(policyId, PolicyKind.MAILBOX);
  }

  void policy(UUID id, PolicyKind kind) {
    run(
        "INSERT INTO policies (id, tenant_id, kind, name, name_folded, description, enabled,"
            + " key_generation, key_commitment, availability_key_id, wrapped_by_availability,"
            + " created_at) VALUES (?, ?, ?, ?, ?, '', 1, 1, ?, ?, ?, 0)",
        id,
        tenantId,
        kind.name(),
        id.toString(),
        id.toString(),
        ANY,
        UUID.randomUUID(),
        ANY);
    RowSeals seals = RowSeals.of(database);
    SealedRow meaning =
        CustodySeals.POLICY
            .row(tenantId, id)
            .set("kind", kind)
            .set("state", "ACTIVE")
            .set("recovering", false)
            .set("enabled", true)
            .set("key_generation", 1)
            .set("key_commitment", ANY)
            .done();
    seals.<Void>write(
        act ->
            database.write(
                tx -> {
                  seals.keep(tx, act, meaning);
                  return null;
                }));
  }

  /** A mailbox with its first key. */
  public void owner(UUID ownerId, UUID keyId) {
    owner(ownerId, keyId, policyId, Optional.empty());
  }

  /** A mailbox whose key is under one policy, and which another may be ordered for. */
  public void owner(UUID ownerId, UUID keyId, UUID underPolicy, Optional<UUID> ordered) {
    key(ownerId, keyId, "ACTIVE", underPolicy);
    run(
        "INSERT INTO key_owners (id, tenant_id, kind, ordered_policy_id, owner_key_id, created_at)"
            + " VALUES (?, ?, 'MAILBOX', ?, ?, 0)",
        ownerId,
        tenantId,
        ordered.orElse(null),
        keyId);
  }

  public void key(UUID ownerId, UUID keyId, String state) {
    key(ownerId, keyId, state, policyId);
  }

  public void key(UUID ownerId, UUID keyId, String state, UUID underPolicy) {
    run(
        "INSERT INTO owner_keys (id, tenant_id, policy_id, generation, state, wrapped_key,"
            + " key_commitment, created_at, owner_id) VALUES (?, ?, ?, 1, ?, ?, ?, 0, ?)",
        keyId,
        tenantId,
        underPolicy,
        state,
        ANY,
        ANY,
        ownerId);
  }

  /** Keys under a policy that are not destroyed. */
  List<UUID> keysUnder(UUID id) {
    return database.read(
        tx ->
            tx.createQuery("SELECT id FROM owner_keys WHERE policy_id = :id")
                .bind("id", id)
                .mapTo(UUID.class)
                .list());
  }

  List<UUID> keysOf(UUID ownerId) {
    return database.read(
        tx ->
            tx.createQuery("SELECT id FROM owner_keys WHERE owner_id = :id")
                .bind("id", ownerId)
                .mapTo(UUID.class)
                .list());
  }

  public void destroyKeys(UUID ownerId) {
    run(
        "UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL WHERE owner_id = ?",
        ownerId);
  }

  public void policyState(String state) {
    RowSeals seals = RowSeals.of(database);
    seals.<Void>write(
        act ->
            database.write(
                tx -> {
                  SealedRow row = seals.forUpdate(tx, CustodySeals.POLICY, policyId).orElseThrow();
                  seals.update(tx, act, row, row.with("state", state));
                  return null;
                }));
  }

  private void run(String sql, Object... values) {
    database.write(tx -> tx.execute(sql, values));
  }
}
