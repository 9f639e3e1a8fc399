package dev.freehold.custody.bundles;

import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.OwnerKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens owner keys from a tenant's key bundle alone, without any database: two parts of the bundle
 * and one root key. Used for rescue. The parts' form is in {@code docs/decisions/0004-custody.md}.
 */
public final class KeyBundle {

  private final KeyWrap wrap;

  /** Opens with the primitives of {@code suite}. */
  public KeyBundle(CryptoSuite suite) {
    this.wrap = new KeyWrap(suite);
  }

  /** Unwraps a value with the one root key that the rescuer has. */
  @FunctionalInterface
  public interface RootUnwrap {
    /**
     * The 32 bytes under {@code wrapped} (RSA-OAEP-256), or empty if it was not this root that
     * wrapped them. The array is overwritten after use.
     *
     * @param keyVersionUri the root key and version that wrapped it
     */
    Optional<byte[]> unwrap(String keyVersionUri, byte[] wrapped);
  }

  /**
   * Reads the part of an owner key; it names the policy whose part {@link #open} needs.
   *
   * @throws CustodyException {@code BUNDLE_INVALID}
   */
  public static WrappedOwnerKey ownerKey(byte[] document) {
    return BundleJson.decodeOwner(document);
  }

  /**
   * The part of an owner key in a pack of many, if it is there. The key may have its own part and
   * be in other packs: the one with the highest {@link WrappedOwnerKey#revision} counts.
   *
   * @throws CustodyException {@code BUNDLE_INVALID}
   */
  public static Optional<WrappedOwnerKey> ownerKeyInPack(byte[] pack, UUID ownerKeyId) {
    return BundleJson.findInPack(pack, ownerKeyId);
  }

  /**
   * All owner keys of a pack.
   *
   * @throws CustodyException {@code BUNDLE_INVALID}
   */
  public static List<WrappedOwnerKey> ownerKeysInPack(byte[] pack) {
    return BundleJson.decodePack(pack);
  }

  /** The pack of many owner keys, as {@link #ownerKeyInPack} reads it. */
  public static byte[] pack(List<WrappedOwnerKey> keys) {
    return BundleJson.encodePack(keys);
  }

  /** The part of one owner key, as {@link #ownerKey} reads it. */
  public static byte[] part(WrappedOwnerKey key) {
    return BundleJson.encode(key);
  }

  /**
   * Reads the part of a policy.
   *
   * @throws CustodyException {@code BUNDLE_INVALID}
   */
  public static WrappedPolicyKey policyKey(byte[] document) {
    return BundleJson.decodePolicy(document);
  }

  /**
   * Opens the owner key, checking both keys against their commitments. The caller closes it.
   *
   * @throws CustodyException {@code BUNDLE_INVALID} if the parts do not belong together, or no root
   *     of the policy is the one that the rescuer has
   * @throws dev.freehold.crypto.CryptoException if the owner key does not open
   */
  public OwnerKey open(WrappedOwnerKey owner, WrappedPolicyKey policy, RootUnwrap root) {
    if (!owner.policyId().equals(policy.policyId())
        || !owner.tenantId().equals(policy.tenantId())) {
      throw new CustodyException(
          CustodyError.BUNDLE_INVALID,
          "the owner key belongs to policy %s; give that policy's part of the bundle"
              .formatted(owner.policyId()));
    }
    try (Key256 depKey = depKey(policy, root)) {
      return new OwnerKey(
          owner.tenantId(),
          owner.ownerKeyId(),
          owner.generation(),
          wrap.unwrap(depKey, owner.wrapped().bytes(), owner.context(), owner.commitment()));
    }
  }

  private static Key256 depKey(WrappedPolicyKey policy, RootUnwrap root) {
    for (WrappedRoot wrapped : policy.roots()) {
      Optional<byte[]> raw =
          root.unwrap(wrapped.keyVersion().toString(), wrapped.wrapped().bytes());
      if (raw.isPresent()) {
        return checked(policy, raw.get());
      }
    }
    throw new CustodyException(
        CustodyError.BUNDLE_INVALID,
        "none of the policy's root keys is the one given; it needs one of %s"
            .formatted(policy.roots().stream().map(WrappedRoot::keyVersion).toList()));
  }

  private static Key256 checked(WrappedPolicyKey policy, byte[] raw) {
    if (raw.length != Key256.LENGTH_BYTES) {
      Arrays.fill(raw, (byte) 0);
      throw notTheKey();
    }
    Key256 key = Key256.takeOver(raw);
    if (!policy.isKey(key)) {
      key.close();
      throw notTheKey();
    }
    return key;
  }

  private static CustodyException notTheKey() {
    return new CustodyException(
        CustodyError.BUNDLE_INVALID,
        "what the root key unwrapped is not the policy's key; the bundle part was changed, or the"
            + " key was re-created under the same name");
  }
}
