package dev.freehold.server.restore;

import dev.freehold.content.rescue.BundleParts;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.copies.PolicyWrap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The keys of one tenant's bundle by policy; about 500 bytes of memory for each wrapped key. */
final class BundledKeys {

  private final Map<UUID, List<PolicyWrap>> policies = new TreeMap<>();
  private final Map<UUID, Map<UUID, List<WrappedOwnerKey>>> owners = new TreeMap<>();
  private List<String> notes = List.of();

  /** Reads the bundle, if there are blobs. */
  static BundledKeys read(Optional<Path> blobs, UUID tenantId) {
    BundledKeys keys = new BundledKeys();
    blobs.ifPresent(
        folder -> {
          BundleParts parts = new BundleParts(folder, tenantId);
          parts.policies(
              key ->
                  keys.policies
                      .computeIfAbsent(key.policyId(), id -> new ArrayList<>())
                      .addAll(PolicyWrap.of(key)));
          parts.ownerKeys(
              key ->
                  keys.owners
                      .computeIfAbsent(key.policyId(), id -> new TreeMap<>())
                      .computeIfAbsent(key.ownerKeyId(), id -> new ArrayList<>(1))
                      .add(key));
          keys.notes = parts.notes();
        });
    return keys;
  }

  /** Policies that the bundle knows. */
  Set<UUID> policies() {
    return policies.keySet();
  }

  List<PolicyWrap> policy(UUID policyId) {
    return policies.getOrDefault(policyId, List.of());
  }

  /** Takes the copies of one owner key under one policy out. */
  List<WrappedOwnerKey> take(UUID policyId, UUID ownerKeyId) {
    Map<UUID, List<WrappedOwnerKey>> under = owners.get(policyId);
    List<WrappedOwnerKey> taken = under == null ? null : under.remove(ownerKeyId);
    return taken == null ? List.of() : taken;
  }

  /** Owner keys under the policy that were not taken out. */
  Map<UUID, List<WrappedOwnerKey>> rest(UUID policyId) {
    return owners.getOrDefault(policyId, Map.of());
  }

  List<String> notes() {
    return notes;
  }
}
