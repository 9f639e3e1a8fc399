package dev.freehold.custody.policies;

import dev.freehold.crypto.Sha256;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.bundles.BundleCopy;
import dev.freehold.custody.bundles.BundleJson;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.persistence.Database;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Writes the parts of policies into bundles. Every change of a policy's wraps becomes a copy of its
 * own, marked by its content, so a node that lags behind replaces nothing that is newer. Safe for
 * use by many threads and many nodes.
 */
public final class PolicyBundle {

  private static final int MARK_BYTES = 8;

  private final WrappedKeys wrappedKeys;
  private final BundleSink bundle;

  /** Keeps the parts of the policies of {@code database} in {@code bundle}. */
  public PolicyBundle(Database database, BundleSink bundle) {
    this.wrappedKeys = new WrappedKeys(database);
    this.bundle = bundle;
  }

  /**
   * Writes the copy that the committed rows describe, if it is not there any more or never was, and
   * drops what it supersedes. For the end of a roll; may be repeated.
   *
   * @throws dev.freehold.custody.CustodyException {@code POLICY_NOT_FOUND}
   */
  public void settle(UUID policyId) {
    bundle.deleteOlder(
        write(wrappedKeys.policy(policyId).orElseThrow(CustodyException::policyNotFound).key()));
  }

  /** Keeps a copy beside those before it. */
  BundleCopy write(WrappedPolicyKey key) {
    byte[] document = BundleJson.encode(key);
    BundleCopy copy =
        new BundleCopy(
            new BundlePart(key.tenantId(), BundlePart.Kind.POLICY, key.policyId()),
            key.revision(),
            mark(document));
    bundle.write(copy, document);
    return copy;
  }

  private static String mark(byte[] document) {
    return HexFormat.of().formatHex(Sha256.of(document), 0, MARK_BYTES);
  }
}
