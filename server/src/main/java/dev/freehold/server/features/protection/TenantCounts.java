package dev.freehold.server.features.protection;

import dev.freehold.content.store.ContentUnder;
import dev.freehold.custody.owners.OwnerCount;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What a tenant has under its policies, as of one moment.
 *
 * @param countedAt that moment
 */
record TenantCounts(Instant countedAt, List<OwnerCount> owners, List<ContentUnder> contents) {

  TenantCounts {
    owners = List.copyOf(owners);
    contents = List.copyOf(contents);
  }

  static TenantCounts of(Handle tx, UUID tenantId, Instant now) {
    return new TenantCounts(now, OwnerCount.of(tx, tenantId), ContentUnder.of(tx, tenantId));
  }
}
