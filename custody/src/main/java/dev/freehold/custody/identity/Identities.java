package dev.freehold.custody.identity;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import dev.freehold.custody.identity.ways.LastUses;
import dev.freehold.custody.identity.ways.WayKind;
import dev.freehold.custody.identity.ways.WaysIn;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.SqlWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The identities of every tenant. An identity of another tenant is answered exactly like one that
 * does not exist. Safe for use by many threads.
 */
public final class Identities {

  private static final IdentityRows.Row NOBODY =
      new IdentityRows.Row(null, null, null, Instant.EPOCH);

  private final Database database;
  private final Ledger ledger;
  private final RandomSource random;
  private final Clock clock;
  private final Standings standings;
  private final LastUses lastUses;

  /** Keeps identities in {@code database}, which also holds the ledger's tables. */
  public Identities(Database database, Ledger ledger, RandomSource random, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.random = random;
    this.clock = clock;
    this.standings = new Standings(database, System::nanoTime);
    this.lastUses = new LastUses(database, clock);
  }

  /** Who still is what a token says, as this process knows it. */
  public Standings standings() {
    return standings;
  }

  private <R> R change(SqlWork<R> transaction) {
    return standings.change(() -> database.write(transaction));
  }

  /**
   * Makes an application with a client secret, which is shown in the result and never again.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code NAME_INVALID} or {@code TENANT_NOT_FOUND}
   */
  public NewApplication createApplication(
      UUID tenantId, String displayName, Set<Role> roles, String actor) {
    return createApplication(tenantId, displayName, roles, _ -> {}, actor);
  }

  /**
   * The same in one transaction with something that is done before.
   *
   * @param first checks whether the application may be made, or makes its tenant
   */
  public NewApplication createApplication(
      UUID tenantId, String displayName, Set<Role> roles, Consumer<Handle> first, String actor) {
    Names.require("application", displayName);
    String secret = ClientSecret.generate(random);
    ClientSecret hashed = ClientSecret.of(secret, random);
    Identity identity =
        identity(tenantId, UUID.randomUUID(), Identity.Kind.APPLICATION, displayName, roles);
    return database.write(
        tx -> {
          first.accept(tx);
          insert(tx, identity, hashed, actor);
          return new NewApplication(identity, secret);
        });
  }

  /**
   * Makes an application of which others know the secret and the client id already.
   *
   * @param actor who does it, for the ledger
   */
  public Identity adoptApplication(
      Handle tx,
      UUID tenantId,
      UUID appId,
      String displayName,
      Set<Role> roles,
      ClientSecret secret,
      String actor) {
    Identity identity = identity(tenantId, appId, Identity.Kind.APPLICATION, displayName, roles);
    insert(tx, identity, secret, actor);
    return identity;
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
    database.write(tx -> insert(tx, identity, null, actor));
    return identity;
  }

  /** The identity of this object id in the tenant. */
  public Optional<Identity> find(UUID tenantId, UUID objectId) {
    return database.read(tx -> find(tx, tenantId, objectId));
  }

  /** The same in the caller's transaction. */
  public Optional<Identity> find(Handle tx, UUID tenantId, UUID objectId) {
    return IdentityRows.byObjectId(tx, tenantId, objectId).map(IdentityRows.Row::identity);
  }

  /** The application or workload of this application id in the tenant. */
  public Optional<Identity> findByAppId(UUID tenantId, UUID appId) {
    return database.read(
        tx -> IdentityRows.byAppId(tx, tenantId, appId).map(IdentityRows.Row::identity));
  }

  /**
   * An application of the tenant.
   *
   * @param id its client id or its object id; nobody chooses either, so no two are alike
   * @throws CustodyException {@code APPLICATION_NOT_FOUND}
   */
  public Identity requireApplication(UUID tenantId, UUID id) {
    return findByAppId(tenantId, id)
        .or(() -> find(tenantId, id))
        .filter(identity -> identity.kind() == Identity.Kind.APPLICATION)
        .orElseThrow(Identities::applicationNotFound);
  }

  /** The tenant's identities with these object ids. */
  public List<Identity> find(UUID tenantId, Collection<UUID> objectIds) {
    return objectIds.isEmpty()
        ? List.of()
        : database.read(tx -> IdentityRows.byObjectIds(tx, tenantId, objectIds));
  }

  /**
   * The identity of a workload in the tenant. Tenants that are older than the workload get it now.
   *
   * @throws CustodyException {@code TENANT_NOT_FOUND}
   */
  public Identity workload(UUID tenantId, Workload workload) {
    return findByAppId(tenantId, workload.appId())
        .orElseGet(() -> database.write(tx -> ensureWorkload(tx, tenantId, workload)));
  }

  private Identity ensureWorkload(Handle tx, UUID tenantId, Workload workload) {
    requireTenant(tx, tenantId);
    return IdentityRows.byAppId(tx, tenantId, workload.appId())
        .map(IdentityRows.Row::identity)
        .orElseGet(
            () -> {
              Identity made =
                  workload.newPrincipal(tenantId, clock.instant().truncatedTo(ChronoUnit.MILLIS));
              IdentityRows.insert(tx, made, null);
              ledger.append(
                  tx,
                  entry(made, "system:workloads", "IdentityCreate", Map.of("kind", "WORKLOAD")));
              return made;
            });
  }

  /**
   * A tenant's applications by object id, at most {@link CustodyLimits#MAX_PAGE_ROWS}.
   *
   * @param after the object id after which the page begins; all zeros for the first page
   */
  public List<Identity> applications(UUID tenantId, UUID after) {
    return database.read(
        tx -> IdentityRows.applications(tx, tenantId, after, CustodyLimits.MAX_PAGE_ROWS));
  }

  /**
   * Gives an application a new secret, which is shown in the result and never again.
   *
   * @param overlap how long the present secret stays good, 0 to 7 days; one that was replaced
   *     before it is worth nothing from now on
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code APPLICATION_NOT_FOUND}
   */
  public NewApplication rotateSecret(UUID tenantId, UUID appId, Duration overlap, String actor) {
    if (overlap.isNegative() || overlap.compareTo(CustodyLimits.MAX_SECRET_OVERLAP) > 0) {
      throw new IllegalArgumentException(
          "an old secret stays valid for 0 to %s, got %s"
              .formatted(CustodyLimits.MAX_SECRET_OVERLAP, overlap));
    }
    String secret = ClientSecret.generate(random);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant oldUntil = now.plus(overlap);
    return database.write(
        tx -> {
          Identity identity = application(tx, tenantId, appId);
          IdentityRows.lock(tx, tenantId, identity.objectId());
          IdentityRows.Row row =
              IdentityRows.byAppId(tx, tenantId, appId)
                  .orElseThrow(Identities::applicationNotFound);
          boolean isOwn = actor.equals(identity.objectId().toString());
          // An old one that somebody else made still opens as long as it is good.
          IdentityRows.replaceSecret(
              tx, row, ClientSecret.of(secret, random), now, oldUntil, isOwn ? oldUntil : null);
          ledger.append(
              tx, entry(identity, actor, "SecretRotate", Map.of("oldUntil", oldUntil.toString())));
          return new NewApplication(identity, secret);
        });
  }

  /**
   * Gives a role to those of the tenant who do not have it; ids of nobody and of groups are
   * skipped. Tokens say so from the next one on.
   *
   * @param check whether it may be given, in the same transaction
   * @param actor who does it, for the ledger
   */
  public void grant(
      UUID tenantId, Collection<UUID> objectIds, Role role, Consumer<Handle> check, String actor) {
    change(
        tx -> {
          // One after the other in one order, and before the tenant, as others lock them.
          objectIds.stream()
              .distinct()
              .sorted()
              .forEach(objectId -> IdentityRows.lock(tx, tenantId, objectId));
          check.accept(tx);
          List<Identity> without =
              IdentityRows.byObjectIds(tx, tenantId, objectIds).stream()
                  .filter(identity -> identity.kind() != Identity.Kind.GROUP)
                  .filter(identity -> !identity.roles().contains(role))
                  .toList();
          for (Identity identity : without) {
            Set<Role> roles = EnumSet.of(role);
            roles.addAll(identity.roles());
            IdentityRows.update(tx, identity.withRoles(roles));
          }
          Map<String, String> details = Map.of("role", role.name());
          without.forEach(
              identity -> ledger.append(tx, entry(identity, actor, "IdentityRoleGrant", details)));
          return without.size();
        });
  }

  /**
   * Deletes an application: its secrets are worth nothing from now on, and its tokens neither, on
   * other nodes after {@link CustodyLimits#STANDING_REREAD}.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code APPLICATION_NOT_FOUND}
   */
  public void deleteApplication(UUID tenantId, UUID appId, String actor) {
    change(
        tx -> {
          deleteApplication(tx, tenantId, appId, actor);
          return appId;
        });
  }

  /** The same in the caller's transaction. */
  public void deleteApplication(Handle tx, UUID tenantId, UUID appId, String actor) {
    Identity identity = application(tx, tenantId, appId);
    IdentityRows.deleteApplication(tx, tenantId, appId);
    ledger.append(tx, entry(identity, actor, "IdentityDelete", Map.of()));
  }

  /** A caller that changes a tenant's identities as a whole waits for others that do. */
  public static void lockTenant(Handle tx, UUID tenantId) {
    tx.createUpdate("UPDATE tenants SET created_at = created_at WHERE id = :id")
        .bind("id", tenantId)
        .execute();
  }

  /** The application if and only if the secret is its own; takes the same time for all others. */
  public Optional<Identity> authenticate(UUID tenantId, UUID appId, String clientSecret) {
    return authenticated(tx -> IdentityRows.byAppId(tx, tenantId, appId), clientSecret);
  }

  /** The same for a client that does not say whose it is. */
  public Optional<Identity> authenticate(UUID appId, String clientSecret) {
    return authenticated(tx -> IdentityRows.byAppId(tx, appId), clientSecret);
  }

  private Optional<Identity> authenticated(
      SqlWork<Optional<IdentityRows.Row>> find, String clientSecret) {
    Instant now = clock.instant();
    Optional<IdentityRows.Row> row =
        database.read(tx -> find.run(tx).filter(found -> isSecretOpen(tx, found, now)));
    boolean matches = row.orElse(NOBODY).isSecret(clientSecret, now);
    Optional<Identity> known =
        row.map(IdentityRows.Row::identity).filter(_ -> matches).filter(Identity::enabled);
    known.ifPresent(identity -> lastUses.note(identity.objectId()));
    return known;
  }

  private static boolean isSecretOpen(Handle tx, IdentityRows.Row row, Instant now) {
    return WaysIn.open(tx, WayKind.SECRET, row.identity().objectId(), now).isPresent();
  }

  private static Identity application(Handle tx, UUID tenantId, UUID appId) {
    return IdentityRows.byAppId(tx, tenantId, appId)
        .map(IdentityRows.Row::identity)
        .filter(identity -> identity.kind() == Identity.Kind.APPLICATION)
        .orElseThrow(Identities::applicationNotFound);
  }

  /** What is answered for an application that is not there, or is another tenant's. */
  public static CustodyException applicationNotFound() {
    return new CustodyException(
        CustodyError.APPLICATION_NOT_FOUND,
        "no such application; check the client id, or object id");
  }

  private static LedgerEntry entry(
      Identity identity, String actor, String operation, Map<String, String> details) {
    return new LedgerEntry(
            identity.tenantId(),
            actor,
            operation,
            identity.objectId().toString(),
            LedgerEntry.Outcome.DONE,
            details)
        .asPersonal("displayName");
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

  private LedgerEntry insert(Handle tx, Identity identity, ClientSecret secret, String actor) {
    LedgerEntry entry =
        entry(
            identity,
            actor,
            "IdentityCreate",
            Map.of(
                "displayName", identity.displayName(),
                "kind", identity.kind().name(),
                "roles", new TreeSet<>(identity.roles()).toString()));
    requireTenant(tx, identity.tenantId());
    IdentityRows.insert(tx, identity, secret);
    return ledger.append(tx, entry);
  }

  /**
   * Makes sure that there is such a tenant.
   *
   * @throws CustodyException {@code TENANT_NOT_FOUND}
   */
  public static void requireTenant(Handle tx, UUID tenantId) {
    boolean exists =
        tx.createQuery("SELECT 1 FROM tenants WHERE id = :id")
            .bind("id", tenantId)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!exists) {
      throw CustodyException.tenantNotFound();
    }
  }

  /** Where everything about identities is recorded. */
  public Ledger ledger() {
    return ledger;
  }
}
