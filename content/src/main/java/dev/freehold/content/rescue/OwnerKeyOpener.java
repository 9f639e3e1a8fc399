package dev.freehold.content.rescue;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoException;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.bundles.WrappedRoot;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Opens an owner key by whatever copy of it the root key given opens. The newest copy need not be
 * the one that rows named: a crash or a lost race leaves copies that were never committed. Each
 * opens to the same key, so the first that opens will do. For one rescue.
 */
final class OwnerKeyOpener {

  private final KeyBundle bundle;
  private final BundleFolder parts;
  private final UnwrapWitness root;
  private final Notes notes;
  private final Set<String> wanted = new LinkedHashSet<>();

  OwnerKeyOpener(KeyBundle bundle, BundleFolder parts, RootKey root, Notes notes) {
    this.bundle = bundle;
    this.parts = parts;
    this.root = new UnwrapWitness(root);
    this.notes = notes;
  }

  /**
   * Tries every copy of the owner key with every copy of its policy's part, the newest first.
   *
   * @throws ContentException {@code rescue-wrong-key}, with the root keys that would open each
   *     copy; {@code rescue-wrong-bundle} if it is not for want of a root key
   */
  OwnerKey open() {
    Map<UUID, List<WrappedPolicyKey>> policies = new HashMap<>();
    for (WrappedOwnerKey copy : parts.ownerKeys()) {
      Optional<OwnerKey> opened =
          open(
              copy,
              policies.computeIfAbsent(copy.policyId(), policy -> parts.policies(policy, notes)));
      if (opened.isPresent()) {
        return opened.get();
      }
    }
    throw wanted.isEmpty() ? wrongBundle() : wrongKey();
  }

  private Optional<OwnerKey> open(WrappedOwnerKey copy, List<WrappedPolicyKey> policies) {
    if (policies.isEmpty()) {
      notes.passedOver(nameOf(copy), missing(copy.policyId()));
    }
    for (WrappedPolicyKey policy : policies) {
      root.begin();
      try {
        return Optional.of(bundle.open(copy, policy, root));
      } catch (CustodyException | CryptoException refused) {
        if (root.refusedAll()) {
          wanted.add("%s: one of %s".formatted(nameOf(copy), roots(policy)));
        }
        notes.passedOver(nameOf(copy), refused);
      }
    }
    return Optional.empty();
  }

  private static String nameOf(WrappedOwnerKey copy) {
    return "revision %d under the policy %s".formatted(copy.revision(), copy.policyId());
  }

  private static String roots(WrappedPolicyKey policy) {
    return policy.roots().stream()
        .map(WrappedRoot::keyVersion)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  private static CustodyException missing(UUID policyId) {
    return new CustodyException(
        CustodyError.BUNDLE_INVALID, "the bundle has no readable part of the policy " + policyId);
  }

  private ContentException wrongKey() {
    String reasons = root.refusals().isEmpty() ? "" : " (" + root.refusals() + ")";
    return new ContentException(
        ContentError.RESCUE_WRONG_KEY,
        "the root key given opens no copy of the owner key. These would open it: "
            + String.join("; ", wanted)
            + reasons);
  }

  private ContentException wrongBundle() {
    return new ContentException(
        ContentError.RESCUE_WRONG_BUNDLE,
        "no copy of the owner key in the bundle opens; take another copy of the blob store"
            + notes.inBrackets());
  }
}
