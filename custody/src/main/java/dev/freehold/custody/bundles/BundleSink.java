package dev.freehold.custody.bundles;

import dev.freehold.custody.CustodyLimits;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores a tenant's key bundle: the wrapped key hierarchy, without any secret in clear, beside the
 * blobs, so that a lost database does not mean lost data.
 *
 * <p>A bundle is many small parts, because a tenant may have a million mailboxes and a change must
 * cost one small write: one part for each policy and one for each owner key. Safe for use by many
 * threads and many nodes.
 */
public interface BundleSink {

  /**
   * Keeps this copy beside the others of its part, atomically and durably: when this returns, a
   * reader sees the whole copy after a power cut; if it throws, a reader sees it whole or not at
   * all. A copy of the same revision and mark is replaced; it opens by the same keys.
   *
   * @param document JSON of at most {@link CustodyLimits#MAX_BUNDLE_PART_BYTES} bytes
   */
  void write(BundleCopy copy, byte[] document);

  /**
   * Deletes the copies that {@code kept} supersedes: those of an earlier revision, and those of the
   * same revision with another mark. Nothing is deleted if {@code kept} is not there itself.
   *
   * @param kept a copy that the committed rows name, or named a while ago
   */
  void deleteOlder(BundleCopy kept);

  /** Deletes every copy of a part. */
  void delete(BundlePart part);

  /**
   * Keeps a pack: the parts of many owner keys that came under a policy together, because a file
   * for each of a hundred thousand would take minutes. As durable as {@link #write}. Where a key
   * has copies of its own and is in packs too, the one with the highest revision is the newest.
   *
   * @param packId random; a pack is never replaced
   * @param document of at most {@link CustodyLimits#MAX_BUNDLE_PACK_BYTES} bytes
   */
  void writePack(UUID tenantId, UUID policyId, UUID packId, byte[] document);

  /** Deletes all packs of a policy that no key is under any more. */
  void deletePacks(UUID tenantId, UUID policyId);

  /**
   * The packs of a policy by id.
   *
   * @param after the pack after which the page begins; all zeros for the first page
   * @param max how many at most, 1 to {@link CustodyLimits#MAX_PAGE_ROWS}
   */
  List<UUID> packs(UUID tenantId, UUID policyId, UUID after, int max);

  /** The document of a pack; empty if it is not there. */
  Optional<byte[]> readPack(UUID tenantId, UUID policyId, UUID packId);

  /** Deletes one pack, if it is there. */
  void deletePack(UUID tenantId, UUID policyId, UUID packId);
}
