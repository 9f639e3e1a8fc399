package dev.freehold.server.run;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.owners.OwnerRemoval;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.maintenance.DocumentContents;
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
import dev.freehold.server.api.Apis;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.health.Health;
import dev.freehold.web.http.SharedBounds;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sites with their documents, wired.
 *
 * @param api what the REST API is made of
 * @param s3 what S3 is made of
 * @param expiry ends uploads that nobody went on with
 */
record FilesPart(Apis.Files api, S3Services s3, UploadSweeper expiry) {

  private static final Logger LOG = LoggerFactory.getLogger(FilesPart.class);

  static FilesPart of(
      ServerSettings.Files settings,
      Stores stores,
      CustodyPart custody,
      DirectoryPart directory,
      ServiceMasterKey master,
      ObjectStore objects,
      ForegroundGauge foreground,
      MeterRegistry meters,
      Clock clock) {
    Ledger ledger = custody.services().ledger();
    Principals principals = new Principals(directory.identities());
    SiteKeys keys =
        new CustodySiteKeys(
            custody.ownerKeys(),
            new OwnerRemoval(stores.database().dialect(), custody.bundles(), ledger),
            objects);
    SiteAccesses accesses = new SiteAccesses(stores.database(), System::nanoTime);
    Aead aead = new Aead(stores.crypto());
    Documents documents =
        new Documents(stores.database(), objects, custody.keyAccess(), aead, clock);
    Apis.Files api =
        new Apis.Files(
            new Sites(
                stores.database(),
                keys,
                new DocumentContents(stores.database(), objects),
                custody.services().geos(),
                settings.defaultGeo(),
                principals,
                accesses,
                ledger,
                clock),
            new SiteRoles(stores.database(), principals, accesses, ledger, clock),
            new AccessKeys(
                stores.database(),
                principals,
                master,
                ledger,
                stores.crypto().random(),
                clock,
                System::nanoTime),
            new SiteUrls(settings.suffix()),
            documents);
    return new FilesPart(
        api,
        new S3Services(
            api.accessKeys(),
            api.sites(),
            accesses,
            FilesPart::mayMakeSites,
            documents,
            new Uploads(stores.database(), objects, custody.keyAccess(), aead, clock),
            foreground,
            meters),
        new UploadSweeper(stores.database(), objects, settings.s3UploadExpiry(), clock));
  }

  /** Begins to end uploads that nobody went on with; the closer ends it. */
  Recurring expireUploads(Duration every) {
    return new Recurring(
        "upload-expiry",
        every,
        () -> {
          int ended = expiry.run();
          if (ended > 0) {
            LOG.info("{} uploads that were not completed in time were aborted", ended);
          }
        });
  }

  /** Begins to overwrite secrets of access keys that are not in use any more. */
  Recurring closeOldSecrets() {
    return new Recurring(
        "access-key-cache", FilesLimits.ACCESS_KEY_REREAD, api.accessKeys()::closeOld);
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
