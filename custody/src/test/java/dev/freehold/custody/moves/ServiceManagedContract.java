package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.SUITE;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.checks.RootProbe;
import dev.freehold.custody.policies.OpenablePolicy;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service-managed default, on every database. */
abstract class ServiceManagedContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  ServiceManagedContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private OpenablePolicy policy() {
    UUID id = fixture.custody.servicePolicies.ensure(fixture.tenant);
    return new WrappedKeys(fixture.database).policy(id).orElseThrow();
  }

  @Test
  @DisplayName("It has the shape of a customer's policy and opens by each of its three roots")
  void hasTheSameShape() {
    OpenablePolicy policy = policy();
    WrappedPolicyKey key = policy.key();
    assertThat(policy.kind()).isEqualTo(PolicyKind.SERVICE_MANAGED);
    assertThat(key.roots()).hasSize(2);
    assertThat(key.roots().getFirst().keyVersion().host())
        .isNotEqualTo(key.roots().getLast().keyVersion().host());
    RootProbe probe =
        new RootProbe(fixture.custody.serviceRoots, fixture.custody.ledger, fixture.custody.meters);
    assertThat(probe.ask(policy, 1, SYSTEM)).isEmpty();
    assertThat(probe.ask(policy, 2, SYSTEM)).isEmpty();
    try (Key256 availability =
            fixture
                .custody
                .availabilityKeys
                .open(key.availabilityKeyId(), key.policyId())
                .orElseThrow();
        Key256 depKey =
            new KeyWrap(SUITE)
                .unwrap(
                    availability,
                    key.wrappedByAvailability().bytes(),
                    key.availabilityContext(),
                    key.commitment())) {
      assertThat(key.isKey(depKey)).isTrue();
    }
    assertThat(fixture.policies.get(fixture.tenant, key.policyId()).roots())
        .extracting(Policy.Root::keyVersionUri)
        .containsExactlyElementsOf(
            key.roots().stream().map(root -> root.keyVersion().toString()).toList());
    assertThat(fixture.custody.entries("PolicyCreate"))
        .singleElement()
        .satisfies(
            made -> assertThat(made.entry().details()).containsEntry("kind", "SERVICE_MANAGED"));
    assertThat(policy()).isEqualTo(policy);
  }

  @Test
  @DisplayName("Its keys are never in clear in any file")
  void isNeverInClear() throws IOException {
    UUID mailbox = fixture.mailbox();
    String depKey =
        fixture
            .access
            .depKeys()
            .withDepKey(
                policy().key().policyId(), USER, key -> key.use(ServiceManagedContract::text));
    String owner;
    try (OwnerKey opened = fixture.openCold(fixture.keyOf(mailbox).ownerKeyId(), USER)) {
      owner = opened.key().use(ServiceManagedContract::text);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(text(Files.readAllBytes(file)).contains(depKey)).isFalse();
        assertThat(text(Files.readAllBytes(file)).contains(owner)).isFalse();
      }
    }
    assertThat(fixture.custody.bundle.copies().values())
        .isNotEmpty()
        .allSatisfy(part -> assertThat(text(part).contains(depKey)).isFalse());
  }

  /** One character for each byte. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  @DisplayName("Each tenant has its own; an unknown tenant has none")
  void oneForEachTenant() {
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    UUID theirs = fixture.custody.servicePolicies.ensure(other);
    assertThat(theirs).isNotEqualTo(policy().key().policyId());
    MovesFixture.assertRefused(
        CustodyError.POLICY_NOT_FOUND, () -> fixture.policies.get(fixture.tenant, theirs));
    MovesFixture.assertRefused(
        CustodyError.TENANT_NOT_FOUND,
        () -> fixture.custody.servicePolicies.ensure(UUID.randomUUID()));
  }

  @Test
  @DisplayName("Its availability key is rolled like any other")
  void rollsItsAvailabilityKey() {
    UUID mailbox = fixture.mailbox();
    WrappedPolicyKey before = policy().key();
    fixture.runToTheEnd(
        fixture.rolls.rollAvailabilityKey(fixture.tenant, before.policyId(), ADMIN));
    assertThat(policy().key().availabilityKeyId()).isNotEqualTo(before.availabilityKeyId());
    assertThat(fixture.availabilityKeysOf(before.policyId())).hasSize(1);
    fixture.openCold(fixture.keyOf(mailbox).ownerKeyId(), USER).close();
    assertThat(fixture.moves.assign(fixture.tenant, List.of(mailbox), Optional.empty(), ADMIN))
        .isNotNull();
  }
}
