package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The tenants of this server. Safe for use by many threads. */
public final class Tenants {

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;

  /** Keeps tenants in {@code database}, which also holds the ledger's tables. */
  public Tenants(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Makes a tenant together with the identity of the Exchange workload in it, which the tenant
   * grants rights on its vaults.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code NAME_INVALID} or {@code TENANT_NAME_TAKEN}
   */
  public Tenant create(String name, String actor) {
    Tenant tenant = named(name);
    return database.write(tx -> create(tx, tenant, actor));
  }

  /**
   * A new tenant of this name, which {@link #create(Handle, Tenant, String)} has yet to store.
   *
   * @throws CustodyException {@code NAME_INVALID}
   */
  public Tenant named(String name) {
    Names.require("tenant", name);
    return new Tenant(UUID.randomUUID(), name, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** Makes the tenant in the caller's transaction. */
  public Tenant create(Handle tx, Tenant tenant, String actor) {
    int inserted =
        tx.createUpdate(
                """
                INSERT INTO tenants (id, name, name_folded, policy_count, created_at)
                VALUES (:id, :name, :folded, 0, :createdAt)
                ON CONFLICT (name_folded) DO NOTHING\
                """)
            .bind("id", tenant.id())
            .bind("name", tenant.name())
            .bind("folded", Names.fold(tenant.name()))
            .bind("createdAt", tenant.createdAt())
            .execute();
    if (inserted == 0) {
      throw new CustodyException(
          CustodyError.TENANT_NAME_TAKEN,
          "a tenant named %s exists; choose another name".formatted(tenant.name()));
    }
    sealCoverage(tx, tenant.id());
    for (Workload workload : Workload.values()) {
      IdentityRows.insert(tx, workload.newPrincipal(tenant.id(), tenant.createdAt()), null);
    }
    ledger.append(
        tx,
        new LedgerEntry(
            tenant.id(),
            actor,
            "TenantCreate",
            tenant.id().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("name", tenant.name())));
    return tenant;
  }

  /** No policy covers it yet, which only this service may change. */
  private static void sealCoverage(Handle tx, UUID tenantId) {
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.TENANT_COVERAGE
                .row(tenantId, tenantId)
                .set("multi_workload_policy_id", null)
                .set("service_policy_id", null)
                .set("imap_enabled", true)
                .set("second_factor_required", false)
                .done());
  }

  /** The tenant of this GUID. */
  public Optional<Tenant> find(UUID id) {
    return database.read(tx -> find(tx, id));
  }

  /** The same in the caller's transaction. */
  public static Optional<Tenant> find(Handle tx, UUID id) {
    return tx.createQuery("SELECT id, name, created_at FROM tenants WHERE id = :id")
        .bind("id", id)
        .mapTo(Tenant.class)
        .findOne();
  }

  /** The tenant of this name, whatever its case. */
  public Optional<Tenant> findByName(String name) {
    return database.read(
        tx ->
            tx.createQuery("SELECT id, name, created_at FROM tenants WHERE name_folded = :folded")
                .bind("folded", Names.fold(name))
                .mapTo(Tenant.class)
                .findOne());
  }

  /**
   * The id of the only tenant that there is beside the one of this name; empty if there are more,
   * or none.
   */
  public Optional<UUID> onlyBeside(String name) {
    List<UUID> some =
        database.read(
            tx ->
                tx.createQuery("SELECT id FROM tenants WHERE name_folded <> :folded LIMIT 2")
                    .bind("folded", Names.fold(name))
                    .mapTo(UUID.class)
                    .list());
    return some.size() == 1 ? Optional.of(some.getFirst()) : Optional.empty();
  }

  /** Tenants by name, at most {@link CustodyLimits#MAX_PAGE_ROWS}, after the one named. */
  public List<Tenant> list(String afterName) {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT id, name, created_at FROM tenants WHERE name_folded > :after
                    ORDER BY name_folded LIMIT :limit\
                    """)
                .bind("after", Names.fold(afterName))
                .bind("limit", CustodyLimits.MAX_PAGE_ROWS)
                .mapTo(Tenant.class)
                .list());
  }
}
