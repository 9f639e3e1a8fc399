package dev.freehold.custody.testing;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.bundles.WrappedRoot;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultCaller;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What has to be true at every moment, so that the loss of the database is never the loss of data:
 * the bundle has every wrap that a row names, and each root of each row opens it from the bundle.
 */
public final class BundleAgrees {

  private final MovesFixture fixture;
  private final WrappedKeys rows;
  private final Map<String, byte[]> unwrapped = new ConcurrentHashMap<>();

  public BundleAgrees(MovesFixture fixture) {
    this.fixture = fixture;
    this.rows = new WrappedKeys(fixture.database);
  }

  /** May run while jobs do. */
  public void check() {
    ids("SELECT id FROM policies WHERE state = 'ACTIVE'").forEach(this::policyPart);
    ids("SELECT id FROM owner_keys WHERE state <> 'DESTROYED'").forEach(this::ownerKey);
  }

  private List<UUID> ids(String sql) {
    return fixture.database.read(tx -> tx.createQuery(sql).mapTo(UUID.class).list());
  }

  private Optional<WrappedPolicyKey> policyPart(UUID policyId) {
    return whileItIsSo(
        () -> rows.policy(policyId).map(policy -> policy.key()),
        row ->
            copies(row.tenantId(), BundlePart.Kind.POLICY, policyId)
                .map(KeyBundle::policyKey)
                .filter(row::equals)
                .findFirst());
  }

  private void ownerKey(UUID ownerKeyId) {
    whileItIsSo(() -> rows.ownerKey(ownerKeyId), this::copyOf)
        .ifPresent(copy -> policyPart(copy.policyId()).ifPresent(part -> opens(copy, part)));
  }

  private Optional<WrappedOwnerKey> copyOf(WrappedOwnerKey row) {
    Stream<WrappedOwnerKey> own =
        copies(row.tenantId(), BundlePart.Kind.OWNER_KEY, row.ownerKeyId())
            .map(KeyBundle::ownerKey);
    Stream<WrappedOwnerKey> packed =
        fixture.custody.bundle.packsOf(row.policyId()).stream()
            .flatMap(pack -> KeyBundle.ownerKeyInPack(pack, row.ownerKeyId()).stream());
    return Stream.concat(own, packed)
        .filter(copy -> copy.policyId().equals(row.policyId()))
        .filter(copy -> copy.revision() == row.revision())
        .findFirst();
  }

  private Stream<byte[]> copies(UUID tenantId, BundlePart.Kind kind, UUID id) {
    return fixture.custody.bundle.copiesOf(new BundlePart(tenantId, kind, id)).stream();
  }

  /** A row may change while its copy is looked for; then the new one is. */
  private static <R, C> Optional<C> whileItIsSo(
      Supplier<Optional<R>> row, Function<R, Optional<C>> find) {
    while (true) {
      Optional<R> now = row.get();
      if (now.isEmpty()) {
        return Optional.empty();
      }
      Optional<C> found = find.apply(now.get());
      if (found.isPresent()) {
        return found;
      }
      if (Objects.equals(now, row.get())) {
        throw new AssertionError("the bundle has no copy of " + now.get());
      }
    }
  }

  private void opens(WrappedOwnerKey copy, WrappedPolicyKey part) {
    if (!copy.policyId().equals(part.policyId())) {
      return;
    }
    for (WrappedRoot root : part.roots()) {
      new KeyBundle(SUITE)
          .open(copy, part, (uri, wrapped) -> unwrap(root.keyVersion(), uri, wrapped))
          .close();
    }
  }

  private Optional<byte[]> unwrap(RootKeyUri only, String uri, byte[] wrapped) {
    if (!only.toString().equals(uri)) {
      return Optional.empty();
    }
    String name = uri + List.of(wrapped.length, Arrays.hashCode(wrapped));
    return Optional.of(unwrapped.computeIfAbsent(name, _ -> ask(only, wrapped)).clone());
  }

  private byte[] ask(RootKeyUri version, byte[] wrapped) {
    VaultCaller caller = new VaultCaller(fixture.tenant, Workload.EXCHANGE);
    assertThat(fixture.routed().unwrap(caller, version, wrapped)).isInstanceOf(Given.class);
    return fixture.routed().unwrap(caller, version, wrapped) instanceof Given<Key256>(Key256 key)
        ? key.use(byte[]::clone)
        : new byte[0];
  }
}
