package dev.freehold.custody.bundles;

import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyContext;
import dev.freehold.custody.Ciphertext;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An owner key (a mailbox's) as wrapped by its policy's key. No secret in clear.
 *
 * @param tenantId the tenant
 * @param policyId the policy whose key wraps it
 * @param ownerKeyId the owner key's id
 * @param generation counts the key's renewals, from 1
 * @param revision counts the key's wraps, from 1: of several copies the highest is the newest
 * @param commitment what every unwrapped copy is checked against
 * @param wrapped the ciphertext
 */
public record WrappedOwnerKey(
    UUID tenantId,
    UUID policyId,
    UUID ownerKeyId,
    int generation,
    long revision,
    KeyCommitment commitment,
    Ciphertext wrapped) {

  /** What the wrapped key is bound to. */
  public KeyContext context() {
    return new KeyContext(tenantId, policyId, ownerKeyId, generation);
  }

  /**
   * Where this wrap is kept in the bundle. The mark is the beginning of the policy's GUID: two
   * wraps of one revision by one policy's key are as good as each other.
   */
  public BundleCopy bundleCopy() {
    return new BundleCopy(
        new BundlePart(tenantId, BundlePart.Kind.OWNER_KEY, ownerKeyId),
        revision,
        HexFormat.of().toHexDigits(policyId.getMostSignificantBits()));
  }
}
