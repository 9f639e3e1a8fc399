package dev.freehold.server.run;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.hierarchy.OwnerRemoval;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.files.Principals;
import dev.freehold.files.SiteKeys;
import dev.freehold.files.SiteRoles;
import dev.freehold.files.SiteUrls;
import dev.freehold.files.Sites;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.ledger.Ledger;
import dev.freehold.server.api.Apis;
import dev.freehold.server.config.ServerSettings;
import java.time.Clock;

/** Wires sites, roles on them and access keys. */
final class FilesPart {

  private FilesPart() {}

  static Apis.Files of(
      ServerSettings.Files settings,
      Stores stores,
      CustodyPart custody,
      DirectoryPart directory,
      ServiceMasterKey master,
      ObjectStore objects,
      Clock clock) {
    Ledger ledger = custody.services().ledger();
    Principals principals = new Principals(directory.identities());
    SiteKeys keys =
        new CustodySiteKeys(
            custody.ownerKeys(), new OwnerRemoval(custody.bundles(), ledger), objects);
    return new Apis.Files(
        new Sites(
            stores.database(),
            keys,
            // Nothing but objects can be in a site yet, and for those the keys look.
            (tx, siteId) -> true,
            custody.services().geos(),
            settings.defaultGeo(),
            principals,
            ledger,
            clock),
        new SiteRoles(stores.database(), principals, ledger, clock),
        new AccessKeys(
            stores.database(),
            principals,
            master,
            ledger,
            stores.crypto().random(),
            clock,
            System::nanoTime),
        new SiteUrls(settings.suffix()));
  }
}
