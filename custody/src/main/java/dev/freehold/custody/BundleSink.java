package dev.freehold.custody;

import java.util.UUID;

/**
 * Where a tenant's key bundle goes: the wrapped key hierarchy, without any secret in clear, kept
 * beside the blobs so that a lost database does not mean lost data.
 *
 * <p>A bundle is many small parts, because a tenant may have a million mailboxes and a change must
 * cost one small write: one part for each policy and one for each owner key. Safe for use by many
 * threads; two writers never write the same part at the same time.
 */
public interface BundleSink {

  /**
   * Puts {@code document} in the place of this part, atomically and durably: when this returns, a
   * reader sees the whole new part after a power cut; if it throws, a reader sees the whole old one
   * or none.
   *
   * @param document JSON of at most {@link CustodyLimits#MAX_BUNDLE_PART_BYTES} bytes
   */
  void write(BundlePart part, byte[] document);

  /** Deletes a part, if it is there. */
  void delete(BundlePart part);

  /**
   * Keeps a pack: the parts of many owner keys that came under a policy together, because a file
   * for each of a hundred thousand would take minutes. As durable as {@link #write}. Where a key
   * has a part of its own and is in packs too, the one with the highest revision counts.
   *
   * @param packId random; a pack is never replaced
   * @param document of at most {@link CustodyLimits#MAX_BUNDLE_PACK_BYTES} bytes
   */
  void writePack(UUID tenantId, UUID policyId, UUID packId, byte[] document);

  /** Deletes all packs of a policy that no key is under any more. */
  void deletePacks(UUID tenantId, UUID policyId);
}
