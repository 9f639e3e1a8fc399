package dev.freehold.files.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.testing.TestSeals;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.Requester;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSealing;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.FilesLimits;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Two tenants with people in them, and sites whose content is only said to be there. */
public final class SitesFixture implements AutoCloseable {

  public static final CryptoSuite SUITE = CryptoSuite.select(CryptoSuite.Choice.JDK);
  public static final String ADMIN = "admin@contoso";
  static final Requester ADELE = Requester.user("adele");

  private static final int MAX_ENTRIES = 1000;

  public final Clock clock = Clock.systemUTC();
  public final Database database;
  public final Ledger ledger;
  private final RowSealing sealing;
  public final Identities identities;
  public final Principals principals;
  public final UUID contoso;
  public final UUID fabrikam;
  public final UUID adele;
  public final UUID bob;
  public final SiteAccesses accesses;
  final AtomicLong nanos = new AtomicLong();
  final Geos geos;
  final FakeSiteKeys keys = new FakeSiteKeys();
  final Set<UUID> filled = ConcurrentHashMap.newKeySet();
  final Sites sites;
  final SiteRoles roles;

  public SitesFixture(Dialect dialect, Path folder) {
    this(dialect, folder, FilesLimits.MAX_SITES_PER_TENANT, FilesLimits.MAX_SITE_PRINCIPALS);
  }

  SitesFixture(Dialect dialect, Path folder, long maxSites, long maxPrincipals) {
    database =
        TestDatabases.open(
            dialect,
            folder,
            Ledger.MIGRATIONS,
            CustodyMigrations.CUSTODY,
            ObjectStore.MIGRATIONS,
            Sites.MIGRATIONS);
    ledger = new Ledger(database, clock);
    sealing =
        TestSeals.start(
            database,
            FileMasterKey.openOrCreate(folder.resolve("seals.key"), SUITE),
            Stream.of(CustodySeals.DIRECTORY, FilesSeals.ALL).flatMap(List::stream).toList(),
            ledger);
    identities = new Identities(database, ledger, SUITE.random(), clock);
    principals = new Principals(identities);
    Tenants tenants = new Tenants(database, ledger, clock);
    contoso = tenants.create("contoso", ADMIN).id();
    fabrikam = tenants.create("fabrikam", ADMIN).id();
    adele = user(contoso, "Adele");
    bob = user(contoso, "Bob");
    geos = new Geos(database, ledger, clock);
    accesses = new SiteAccesses(database, nanos::get);
    sites =
        new Sites(
            database,
            keys,
            (tx, siteId) -> !filled.contains(siteId),
            new SiteGeos(geos, "NAM"),
            principals,
            accesses,
            ledger,
            clock,
            maxSites);
    roles = new SiteRoles(database, principals, accesses, ledger, clock, maxPrincipals);
  }

  public UUID user(UUID tenantId, String name) {
    return identities.createUser(tenantId, name, Set.of(), ADMIN).objectId();
  }

  public NewApplication application(UUID tenantId, Role... roles) {
    return identities.createApplication(tenantId, "app", Set.of(roles), ADMIN);
  }

  /** A site of contoso's Adele. */
  Site site(String name) {
    return sites.create(contoso, name, SiteKind.TEAM_SITE, Optional.empty(), adele, ADELE);
  }

  public List<RecordedEntry> entries(String operation) {
    return ledger.entries(contoso, 0, MAX_ENTRIES).stream()
        .filter(recorded -> recorded.entry().operation().equals(operation))
        .toList();
  }

  public static void assertRefused(FilesError error, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(FilesException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @Override
  public void close() {
    sealing.close();
    database.close();
  }
}
