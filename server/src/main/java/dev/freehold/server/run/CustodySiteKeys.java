package dev.freehold.server.run;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.NewOwner;
import dev.freehold.custody.owners.OwnerKeys;
import dev.freehold.custody.owners.OwnerRemoval;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.owners.PreparedOwnerKey;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.sites.SiteKeys;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Site keys are custody's owner keys. */
final class CustodySiteKeys implements SiteKeys {

  private final OwnerKeys ownerKeys;
  private final OwnerRemoval removal;
  private final ObjectStore objects;

  CustodySiteKeys(OwnerKeys ownerKeys, OwnerRemoval removal, ObjectStore objects) {
    this.ownerKeys = ownerKeys;
    this.removal = removal;
    this.objects = objects;
  }

  @Override
  public NewKey prepare(UUID tenantId, UUID siteId, UUID geoId, Requester requester) {
    PreparedOwnerKey prepared =
        ownerKeys.prepare(NewOwner.site(tenantId, siteId, geoId), requester);
    return tx -> ownerKeys.insert(tx, prepared);
  }

  @Override
  public Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID siteId) {
    return ownerKeys.standing(tx, tenantId, siteId);
  }

  @Override
  public Runnable destroy(Handle tx, UUID tenantId, UUID siteId, Requester requester) {
    List<UUID> destroyed = removal.remove(tx, tenantId, siteId, requester.actor());
    // After the removal, which waits for those who register objects under the keys.
    if (!destroyed.stream().allMatch(key -> objects.isUnused(tx, key))) {
      throw new FilesException(
          FilesError.SITE_NOT_EMPTY, "objects lie under the site's key; delete them first");
    }
    return () -> removal.dropCopies(tenantId, destroyed);
  }
}
