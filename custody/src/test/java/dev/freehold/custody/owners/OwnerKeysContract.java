package dev.freehold.custody.owners;

import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.roots.RootAnswer.Given;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Owner keys and bundles on one database; a subclass says on which. */
abstract class OwnerKeysContract {

  @TempDir private Path folder;
  private final FakeVaults vaults = new FakeVaults();
  private final Dialect dialect;
  private CustodyFixture custody;
  private Policy policy;
  private CachedKeyAccess access;
  private OwnerKeys ownerKeys;

  OwnerKeysContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    custody = new CustodyFixture(dialect, folder);
    policy = custody.policy(vaults, "mail");
    access = custody.access(vaults, CustodyFixture.PATIENT, System::nanoTime);
    ownerKeys = custody.ownerKeys(access);
  }

  @AfterEach
  void close() {
    access.close();
    custody.close();
  }

  @Test
  @DisplayName("A key is not in use before the caller's transaction is durable")
  void isPartOfTheCallersTransaction() {
    PreparedOwnerKey prepared = ownerKeys.prepare(custody.mailboxUnder(policy.id()), SYSTEM);
    assertAbsent(prepared.id());
    assertThatThrownBy(
            () ->
                custody.database.write(
                    tx -> {
                      ownerKeys.insert(tx, prepared);
                      throw new IllegalStateException("undo");
                    }))
        .hasMessage("undo");
    assertAbsent(prepared.id());
    assertThat(custody.entries("OwnerKeyCreate")).isEmpty();
    custody.database.write(
        tx -> {
          ownerKeys.insert(tx, prepared);
          return null;
        });
    access.open(prepared.id(), USER).close();
    assertThat(custody.entries("OwnerKeyCreate")).hasSize(1);
  }

  @Test
  @DisplayName("fault 38: a policy of another tenant is answered like one that does not exist")
  void fault38_otherTenantsPolicies() {
    UUID other = custody.tenants.create("fabrikam", CustodyFixture.ADMIN).id();
    assertThatThrownBy(
            () ->
                ownerKeys.create(
                    NewOwner.mailbox(other, UUID.randomUUID(), Optional.of(policy.id())), SYSTEM))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.POLICY_NOT_FOUND));
    assertThat(custody.bundle.copies().keySet())
        .noneMatch(copy -> copy.part().kind() == BundlePart.Kind.OWNER_KEY);
  }

  @Test
  @DisplayName("A key that was destroyed is not found any more")
  void destroyedKeysAreAbsent() {
    UUID mailbox = ownerKeys.create(custody.mailboxUnder(policy.id()), SYSTEM);
    custody.database.write(
        tx ->
            tx.createUpdate(
                    "UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL WHERE id = :id")
                .bind("id", mailbox)
                .execute());
    assertAbsent(mailbox);
  }

  @Test
  @DisplayName("The bundle and either root open the same key as the database")
  void bundleOpensWithEitherRoot() {
    UUID mailbox = ownerKeys.create(custody.mailboxUnder(policy.id()), SYSTEM);
    WrappedOwnerKey owner = KeyBundle.ownerKey(part(BundlePart.Kind.OWNER_KEY, mailbox));
    WrappedPolicyKey parent = KeyBundle.policyKey(part(BundlePart.Kind.POLICY, owner.policyId()));
    assertThat(owner.policyId()).isEqualTo(policy.id());
    for (RootKeyUri only : new RootKeyUri[] {FakeVaults.ROOT_1, FakeVaults.ROOT_2}) {
      try (OwnerKey rescued = new KeyBundle(SUITE).open(owner, parent, rootOnly(only));
          OwnerKey online = access.open(mailbox, USER)) {
        assertThat(rescued.key().sameAs(online.key())).isTrue();
        assertThat(rescued.keyId()).isEqualTo(mailbox);
        assertThat(rescued.tenantId()).isEqualTo(tenantId());
      }
    }
  }

  @Test
  @DisplayName("Bundle parts of different keys, and a root of another policy, open nothing")
  void strangePartsOpenNothing() {
    Policy otherPolicy = custody.policy(vaults, "other");
    UUID one = ownerKeys.create(custody.mailboxUnder(policy.id()), SYSTEM);
    WrappedOwnerKey owner = KeyBundle.ownerKey(part(BundlePart.Kind.OWNER_KEY, one));
    WrappedPolicyKey parent = KeyBundle.policyKey(part(BundlePart.Kind.POLICY, policy.id()));
    WrappedPolicyKey other = KeyBundle.policyKey(part(BundlePart.Kind.POLICY, otherPolicy.id()));
    KeyBundle bundle = new KeyBundle(SUITE);
    assertInvalid(() -> bundle.open(owner, other, rootOnly(FakeVaults.ROOT_1)));
    assertInvalid(() -> bundle.open(owner, parent, (uri, wrapped) -> Optional.empty()));
    assertInvalid(() -> bundle.open(owner, parent, (uri, wrapped) -> Optional.of(new byte[32])));
    assertInvalid(() -> bundle.open(owner, parent, (uri, wrapped) -> Optional.of(new byte[31])));

    UUID two = ownerKeys.create(custody.mailboxUnder(policy.id()), SYSTEM);
    WrappedOwnerKey second = KeyBundle.ownerKey(part(BundlePart.Kind.OWNER_KEY, two));
    WrappedOwnerKey swapped =
        new WrappedOwnerKey(
            owner.tenantId(),
            owner.policyId(),
            owner.ownerKeyId(),
            owner.generation(),
            owner.revision(),
            owner.commitment(),
            second.wrapped());
    assertThatThrownBy(() -> bundle.open(swapped, parent, rootOnly(FakeVaults.ROOT_1)))
        .isInstanceOf(CryptoException.class);
  }

  private void assertAbsent(UUID ownerKeyId) {
    assertThatThrownBy(() -> access.open(ownerKeyId, USER))
        .isInstanceOfSatisfying(
            KeyAccessException.class, e -> assertThat(e.code()).isEqualTo("key-not-found"));
  }

  private static void assertInvalid(Runnable open) {
    assertThatThrownBy(open::run)
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.BUNDLE_INVALID));
  }

  private KeyBundle.RootUnwrap rootOnly(RootKeyUri only) {
    return (uri, wrapped) -> {
      RootKeyUri version = RootKeyUri.parse(uri);
      if (version.sameKey(only)
          && vaults.unwrap(caller(), version, wrapped) instanceof Given<Key256>(Key256 key)) {
        return Optional.of(key.use(byte[]::clone));
      }
      return Optional.empty();
    };
  }

  private byte[] part(BundlePart.Kind kind, UUID id) {
    return custody.bundle.part(tenantId(), kind, id);
  }

  private VaultCaller caller() {
    return new VaultCaller(tenantId(), Workload.EXCHANGE);
  }

  private UUID tenantId() {
    return custody.tenant.id();
  }
}
