package dev.freehold.files.s3;

import dev.freehold.content.blob.FolderBlobStore;
import dev.freehold.content.format.v1.ObjectFormatV1;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreParts;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.custody.master.FileMasterKey;
import dev.freehold.custody.owners.Geos;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.access.NewAccessKey;
import dev.freehold.files.documents.DocumentReads;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.s3.operation.S3Services;
import dev.freehold.files.sites.FakeKeys;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteAccesses;
import dev.freehold.files.sites.SiteKeys;
import dev.freehold.files.sites.SiteKind;
import dev.freehold.files.sites.SiteRole;
import dev.freehold.files.sites.SiteRoles;
import dev.freehold.files.sites.Sites;
import dev.freehold.files.sites.SitesFixture;
import dev.freehold.files.uploads.Uploads;
import dev.freehold.persistence.Dialect;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Real sites and documents on SQLite and a folder, with keys that a test can withhold. */
final class S3Fixture implements AutoCloseable {

  /** Busy for long after the first request, so that a test can see that there was one. */
  final ForegroundGauge foreground = new ForegroundGauge(Duration.ofHours(1), System::nanoTime);

  final MeterRegistry meters = new SimpleMeterRegistry();

  static final String BUCKET = "team";
  static final String OWNER = "owner";

  final SitesFixture base;
  final FakeKeys keys = new FakeKeys(SitesFixture.SUITE.random());
  final SiteRoles roles;
  final Geos geos;
  final Path blobs;
  final S3Services services;
  final Site site;

  /** Whether the key of a deleted site is gone, or still known as under a lease. */
  volatile boolean destroysKeys = true;

  /** What the makers of sites fail with, whoever asks. */
  volatile Optional<RuntimeException> failure = Optional.empty();

  private final FileMasterKey master;
  private final Map<String, NewAccessKey> accessKeys = new ConcurrentHashMap<>();

  S3Fixture(Path folder) {
    base = new SitesFixture(Dialect.SQLITE, folder);
    master = FileMasterKey.openOrCreate(folder.resolve("master.key"), SitesFixture.SUITE);
    geos = new Geos(base.database, base.ledger, base.clock);
    for (UUID tenant : new UUID[] {base.contoso, base.fabrikam}) {
      geos.create(tenant, "EUR", SitesFixture.ADMIN);
      geos.create(tenant, "NAM", SitesFixture.ADMIN);
    }
    Sites sites =
        new Sites(
            base.database,
            siteKeys(),
            S3Fixture::isEmpty,
            geos,
            "EUR",
            base.principals,
            base.accesses,
            base.ledger,
            base.clock);
    roles = new SiteRoles(base.database, base.principals, base.accesses, base.ledger, base.clock);
    blobs = folder.resolve("blobs");
    services = services(sites, base.accesses);
    site =
        sites.create(
            base.contoso,
            BUCKET,
            SiteKind.TEAM_SITE,
            Optional.empty(),
            base.adele,
            Requester.user("adele"));
    addKey(OWNER, base.contoso, base.adele);
  }

  /** What another node has, over the same database. */
  S3Services otherNode() {
    return services(services.sites(), new SiteAccesses(base.database, System::nanoTime));
  }

  /** On whose behalf the owner's requests are. */
  Requester requester() {
    return Requester.user(base.adele.toString());
  }

  private S3Services services(Sites sites, SiteAccesses accesses) {
    Aead aead = new Aead(SitesFixture.SUITE);
    ObjectStore objects =
        new ObjectStore(
            new StoreParts(
                base.database,
                FolderBlobStore.open(blobs, SitesFixture.SUITE.random()),
                keys,
                new ObjectFormatV1(SitesFixture.SUITE),
                SitesFixture.SUITE.random(),
                base.clock));
    return new S3Services(
        new AccessKeys(
            base.database,
            base.principals,
            master,
            base.ledger,
            SitesFixture.SUITE.random(),
            base.clock,
            System::nanoTime),
        sites,
        accesses,
        (tenant, principal, tenantRoles) -> {
          failure.ifPresent(
              kind -> {
                throw kind;
              });
          return !principal.equals(base.bob);
        },
        new Documents(base.database, objects, keys, aead, base.clock),
        new DocumentReads(base.ledger, System::nanoTime, true),
        new Uploads(base.database, objects, keys, aead, base.clock),
        foreground,
        meters);
  }

  private SiteKeys siteKeys() {
    return new SiteKeys() {
      @Override
      public NewKey prepare(UUID tenantId, UUID siteId, UUID geoId, Requester requester) {
        return tx -> keys.renew(tenantId, siteId);
      }

      @Override
      public Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID siteId) {
        return Optional.empty();
      }

      @Override
      public Runnable destroy(Handle tx, UUID tenantId, UUID siteId, Requester requester) {
        return () -> {
          if (destroysKeys) {
            keys.destroyOf(siteId);
          }
        };
      }
    };
  }

  private static boolean isEmpty(Handle tx, UUID siteId) {
    return tx.createQuery("SELECT COUNT(*) FROM file_documents WHERE site_id = ?")
            .bind(0, siteId)
            .mapTo(Long.class)
            .one()
        == 0;
  }

  /** Adds an access key under a label. */
  void addKey(String label, UUID tenantId, UUID principalId) {
    accessKeys.put(label, services.accessKeys().create(tenantId, principalId, SitesFixture.ADMIN));
  }

  /** Adds a user of the tenant with a role on the bucket, and a key. */
  void addMember(String label, SiteRole role) {
    UUID member = base.user(base.contoso, label);
    roles.grant(site, member, role, SitesFixture.ADMIN);
    addKey(label, base.contoso, member);
  }

  String keyId(String label) {
    return accessKeys.get(label).key().id();
  }

  String secret(String label) {
    return accessKeys.get(label).secret().reveal();
  }

  /** The code of the geo that the tenant's site of that name is in. */
  String geoOf(String name) {
    UUID geoId = services.sites().require(base.contoso, name).geoId();
    return geos.list(base.contoso).stream()
        .filter(geo -> geo.id().equals(geoId))
        .findAny()
        .orElseThrow()
        .code();
  }

  @Override
  public void close() {
    base.close();
    master.close();
  }
}
