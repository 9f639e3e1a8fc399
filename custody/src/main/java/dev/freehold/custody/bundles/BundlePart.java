package dev.freehold.custody.bundles;

import java.util.UUID;

/**
 * The name of one part of a tenant's key bundle. Each part is found by its name alone, so that
 * rescue needs no index. There may be several copies of it, see {@link BundleCopy}.
 *
 * @param tenantId the tenant whose hierarchy it belongs to
 * @param kind what the part describes
 * @param id the policy's GUID or the owner key's id
 */
public record BundlePart(UUID tenantId, Kind kind, UUID id) {

  /** What a part describes. */
  public enum Kind {
    /** A data encryption policy: its DEP key, wrapped by each root and by the availability key. */
    POLICY,
    /** An owner key, wrapped by its policy's DEP key. */
    OWNER_KEY
  }
}
