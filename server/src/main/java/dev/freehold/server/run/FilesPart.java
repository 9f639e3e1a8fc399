package dev.freehold.server.run;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.owners.OwnerRemoval;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.documents.DocumentReads;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.maintenance.DocumentContents;
import dev.freehold.files.maintenance.FilesScrub;
import dev.freehold.files.s3.S3Listener;
import dev.freehold.files.s3.S3ListenerSettings;
import dev.freehold.files.s3.operation.S3Services;
import dev.freehold.files.sites.Principals;
import dev.freehold.files.sites.SiteAccesses;
import dev.freehold.files.sites.SiteKeys;
import dev.freehold.files.sites.SiteRoles;
import dev.freehold.files.sites.SiteUrls;
import dev.freehold.files.sites.Sites;
import dev.freehold.files.uploads.UploadSweeper;
import dev.freehold.files.uploads.Uploads;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.time.TwoClocks;
import dev.freehold.server.config.RecordedReads;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Basics;
import dev.freehold.server.health.Health;
import dev.freehold.web.http.SharedBounds;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * Sites with their documents, wired.
 *
 * @param sites which there are
 * @param roles on them
 * @param urls their addresses
 * @param accessKeys by which S3 clients come
 * @param documents what is in sites
 * @param scrub looks at the rows of sites
 * @param s3 what S3 is made of
 * @param expiry ends uploads that nobody went on with
 */
record FilesPart(
    Sites sites,
    SiteRoles roles,
    SiteUrls urls,
    AccessKeys accessKeys,
    Documents documents,
    FilesScrub scrub,
    S3Services s3,
    UploadSweeper expiry) {

  static FilesPart of(
      ServerSettings.Files settings,
      Basics basics,
      CustodyPart custody,
      Identities identities,
      ServiceMasterKey master,
      ObjectStore objects,
      ForegroundGauge foreground) {
    Database database = basics.database();
    Ledger ledger = basics.ledger();
    Clock clock = basics.clock();
    Principals principals = new Principals(identities);
    SiteKeys keys =
        new CustodySiteKeys(
            custody.ownerKeys(),
            new OwnerRemoval(database.dialect(), custody.bundles(), ledger),
            objects);
    SiteAccesses accesses = new SiteAccesses(database, System::nanoTime);
    Aead aead = new Aead(basics.crypto());
    Documents documents = new Documents(database, objects, custody.keyAccess(), aead, clock);
    Sites sites =
        new Sites(
            database,
            keys,
            new DocumentContents(database, objects),
            custody.geos(),
            settings.defaultGeo(),
            principals,
            accesses,
            ledger,
            clock);
    AccessKeys accessKeys =
        new AccessKeys(
            database,
            principals,
            master,
            ledger,
            basics.crypto().random(),
            clock,
            System::nanoTime);
    return new FilesPart(
        sites,
        new SiteRoles(database, principals, accesses, ledger, clock),
        new SiteUrls(settings.suffix()),
        accessKeys,
        documents,
        new FilesScrub(database, objects, custody.keyAccess(), aead),
        new S3Services(
            accessKeys,
            sites,
            accesses,
            FilesPart::mayMakeSites,
            documents,
            new DocumentReads(
                ledger, System::nanoTime, settings.recordedReads() == RecordedReads.ALL),
            new Uploads(database, objects, custody.keyAccess(), aead, clock),
            foreground,
            basics.meters()),
        new UploadSweeper(
            database, objects, settings.s3UploadExpiry(), TwoClocks.of(database, clock)));
  }

  /** Starts to answer S3 clients; the closer ends it. */
  S3Listener listen(ServerSettings settings, SSLContext tls, SharedBounds shared, Health health) {
    ServerSettings.Files files = settings.files();
    return S3Listener.start(
        new S3ListenerSettings(
            settings.network().bindAddress(),
            files.s3Port(),
            Optional.of(tls),
            files.s3PlainPort(),
            Optional.of(files.s3Name()),
            files.s3Requests(),
            shared,
            health.readiness(),
            settings.limits().shutdown()),
        s3);
  }

  /** The same roles as in the REST API. */
  private static boolean mayMakeSites(UUID tenantId, UUID principalId, Set<Role> roles) {
    return roles.contains(Role.GLOBAL_ADMIN) || roles.contains(Role.SHAREPOINT_ADMIN);
  }
}
