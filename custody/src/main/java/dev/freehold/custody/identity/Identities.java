package dev.freehold.custody.identity;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Names;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The identities of every tenant. An identity of another tenant is answered exactly like one that
 * does not exist. Safe for use by many threads.
 */
public final class Identities {

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;

  /** Keeps identities in {@code database}, which also holds the ledger's tables. */
  public Identities(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes an application with a client secret, which is shown in the result and never again.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code NAME_INVALID} or {@code TENANT_NOT_FOUND}
   */
  public NewApplication createApplication(
      UUID tenantId, String displayName, Set<Role> roles, String actor) {
    Names.require("application", displayName);
    String secret = ClientSecret.generate(random);
    Identity identity =
        identity(tenantId, UUID.randomUUID(), Identity.Kind.APPLICATION, displayName, roles);
    insert(identity, ClientSecret.of(secret, random), actor);
    return new NewApplication(identity, secret);
  }

  /**
   * Makes a person's identity, such as a mailbox owner's.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code NAME_INVALID} or {@code TENANT_NOT_FOUND}
   */
  public Identity createUser(UUID tenantId, String displayName, Set<Role> roles, String actor) {
    Names.require("user", displayName);
    Identity identity = identity(tenantId, null, Identity.Kind.USER, displayName, roles);
    insert(identity, null, actor);
    return identity;
  }

  /** The identity of this object id in the tenant. */
  public Optional<Identity> find(UUID tenantId, UUID objectId) {
    return database.read(
        tx -> IdentityRows.byObjectId(tx, tenantId, objectId).map(IdentityRows.Row::identity));
  }

  /** The application or workload of this application id in the tenant. */
  public Optional<Identity> findByAppId(UUID tenantId, UUID appId) {
    return database.read(
        tx -> IdentityRows.byAppId(tx, tenantId, appId).map(IdentityRows.Row::identity));
  }

  /**
   * The identity of a workload in the tenant.
   *
   * @throws CustodyException {@code TENANT_NOT_FOUND}
   */
  public Identity workload(UUID tenantId, Workload workload) {
    return findByAppId(tenantId, workload.appId()).orElseThrow(Identities::tenantNotFound);
  }

  /** The application if and only if the secret is its own; takes the same time for all others. */
  Optional<Identity> authenticate(UUID tenantId, UUID appId, String clientSecret) {
    Optional<IdentityRows.Row> row = database.read(tx -> IdentityRows.byAppId(tx, tenantId, appId));
    ClientSecret expected = row.map(IdentityRows.Row::secret).orElse(ClientSecret.OF_NOBODY);
    boolean matches = expected.matches(clientSecret);
    return row.map(IdentityRows.Row::identity).filter(identity -> matches);
  }

  private Identity identity(
      UUID tenantId, UUID appId, Identity.Kind kind, String displayName, Set<Role> roles) {
    return new Identity(
        tenantId,
        UUID.randomUUID(),
        appId,
        kind,
        displayName,
        roles,
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private void insert(Identity identity, ClientSecret secret, String actor) {
    LedgerEntry entry =
        new LedgerEntry(
            identity.tenantId(),
            actor,
            "IdentityCreate",
            identity.objectId().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of(
                "displayName", identity.displayName(),
                "kind", identity.kind().name(),
                "roles", new TreeSet<>(identity.roles()).toString()));
    database.write(
        tx -> {
          requireTenant(tx, identity.tenantId());
          IdentityRows.insert(tx, identity, secret);
          return ledger.append(tx, entry);
        });
  }

  private static void requireTenant(Handle tx, UUID tenantId) {
    boolean exists =
        tx.createQuery("SELECT 1 FROM tenants WHERE id = :id")
            .bind("id", tenantId)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!exists) {
      throw tenantNotFound();
    }
  }

  private static CustodyException tenantNotFound() {
    return new CustodyException(
        CustodyError.TENANT_NOT_FOUND, "no such tenant; check the tenant's GUID");
  }
}
