package dev.freehold.content.blob;

import java.util.UUID;

/**
 * A part of a blob store that can be listed by itself.
 *
 * @param path how the names of all its blobs begin, without the slash that follows
 */
public record BlobArea(String path) {

  /** Sealed objects. */
  public static final BlobArea OBJECTS = new BlobArea("objects");

  /** The key bundles of all tenants. */
  public static final BlobArea BUNDLES = new BlobArea("bundles");

  /** The key bundle of one tenant. */
  public static BlobArea bundleOf(UUID tenantId) {
    return new BlobArea(BUNDLES.path + "/" + tenantId);
  }

  /** Those parts of a bundle that are in the same folder as {@code part}. */
  static BlobArea besides(BlobName part) {
    return new BlobArea(part.path().substring(0, part.path().lastIndexOf('/')));
  }

  /** The packs of owner keys under one policy. */
  public static BlobArea packsOf(UUID tenantId, UUID policyId) {
    return new BlobArea(bundleOf(tenantId).path + "/packs/" + policyId);
  }
}
