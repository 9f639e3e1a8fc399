package dev.freehold.custody.moves;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.policies.NewPolicy;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyEdit;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.custody.testing.VersionedVaults;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Policies of all kinds: found, edited, counted, refused, on every database. */
abstract class PolicyLifeContract {

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;

  PolicyLifeContract(Dialect dialect) {
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

  private Policy find(String identity) {
    return fixture.policies.find(fixture.tenant, PolicyKind.MAILBOX, identity);
  }

  private Policy edit(Policy policy, String name, String description, Boolean enabled) {
    return fixture.policies.edit(
        fixture.tenant,
        policy.id(),
        new PolicyEdit(
            Optional.ofNullable(name),
            Optional.ofNullable(description),
            Optional.ofNullable(enabled)),
        ADMIN);
  }

  @Test
  @DisplayName("A policy is found by name, GUID and key, with or without version, in any case")
  void finds() {
    Policy policy = fixture.policy(PolicyKind.MAILBOX, "US-Mail", ALPHA, BRAVO);
    String version = policy.roots().getFirst().keyVersionUri();
    for (String identity :
        new String[] {
          "us-mail",
          policy.id().toString(),
          policy.id().toString().toUpperCase(Locale.ROOT),
          ALPHA.toString(),
          ALPHA.toString().toUpperCase(Locale.ROOT),
          BRAVO + "/",
          version,
          version.toUpperCase(Locale.ROOT)
        }) {
      assertThat(find(identity)).as(identity).isEqualTo(policy);
    }
    for (String identity :
        new String[] {
          "us-mai",
          "",
          "x".repeat(500),
          UUID.randomUUID().toString(),
          CHARLIE.toString(),
          ALPHA + "/" + "0".repeat(32),
          ALPHA.toString().replace(":8443", "")
        }) {
      assertRefused(CustodyError.POLICY_NOT_FOUND, () -> find(identity));
    }
    assertRefused(CustodyError.KEY_URI_INVALID, () -> find("https://alpha/secrets/x"));
    assertRefused(
        CustodyError.POLICY_NOT_FOUND,
        () -> fixture.policies.find(fixture.tenant, PolicyKind.MULTI_WORKLOAD, "us-mail"));
    Policy second = fixture.policy(PolicyKind.MAILBOX, "second", ALPHA, DELTA);
    assertRefused(CustodyError.POLICY_AMBIGUOUS, () -> find(ALPHA.toString()));
    assertThat(find(DELTA.toString())).isEqualTo(second);
  }

  @Test
  @DisplayName("Two edits at once are both kept")
  void editsAtOnce() {
    Policy policy = fixture.mailboxPolicy("mail");
    for (int round = 0; round < 20; round++) {
      edit(policy, null, "before", true);
      CompletableFuture.allOf(
              CompletableFuture.runAsync(
                  () -> edit(policy, null, null, false), Thread::startVirtualThread),
              CompletableFuture.runAsync(
                  () -> edit(policy, null, "after", null), Thread::startVirtualThread))
          .join();
      Policy both = fixture.policies.get(fixture.tenant, policy.id());
      assertThat(both.enabled()).isFalse();
      assertThat(both.description()).isEqualTo("after");
    }
  }

  @Test
  @DisplayName("Name, description and whether it may be assigned change; the ledger says from what")
  void edits() {
    Policy policy = fixture.mailboxPolicy("before");
    fixture.mailboxPolicy("taken");
    Policy after = edit(policy, "after", "for mail", false);
    assertThat(fixture.policies.get(fixture.tenant, policy.id())).isEqualTo(after);
    assertThat(after.name()).isEqualTo("after");
    assertThat(after.description()).isEqualTo("for mail");
    assertThat(after.isAssignable()).isFalse();
    assertThat(edit(policy, "AFTER", null, true).description()).isEqualTo("for mail");
    assertRefused(CustodyError.POLICY_NAME_TAKEN, () -> edit(policy, "Taken", null, null));
    assertRefused(CustodyError.POLICY_NAME_INVALID, () -> edit(policy, "a ", null, null));
    assertRefused(
        CustodyError.POLICY_DESCRIPTION_INVALID, () -> edit(policy, null, "x".repeat(513), null));
    assertRefused(CustodyError.POLICY_DESCRIPTION_INVALID, () -> edit(policy, null, "a\0b", null));
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    assertRefused(
        CustodyError.POLICY_NOT_FOUND,
        () ->
            fixture.policies.edit(
                other,
                policy.id(),
                new PolicyEdit(Optional.empty(), Optional.empty(), Optional.of(false)),
                ADMIN));
    assertThat(fixture.custody.entries("PolicyEdit")).hasSize(2);
    assertThat(fixture.custody.entries("PolicyEdit").getFirst().entry().details())
        .containsEntry("nameBefore", "before")
        .containsEntry("name", "after")
        .containsEntry("enabledBefore", "true")
        .containsEntry("enabled", "false");
  }

  @Test
  @DisplayName("What covers the whole tenant cannot be disabled while it does")
  void staysWhileItCovers() {
    Policy all = fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", ALPHA, BRAVO);
    fixture.runToTheEnd(
        fixture.moves.assignMultiWorkload(fixture.tenant, Optional.of(all.id()), ADMIN));
    assertRefused(CustodyError.POLICY_ASSIGNED, () -> edit(all, null, null, false));
    assertThat(edit(all, "renamed", null, null).enabled()).isTrue();
    fixture.runToTheEnd(fixture.moves.assignMultiWorkload(fixture.tenant, Optional.empty(), ADMIN));
    assertThat(edit(all, null, null, false).enabled()).isFalse();
    assertRefused(
        CustodyError.POLICY_NOT_ASSIGNABLE,
        () -> fixture.moves.assignMultiWorkload(fixture.tenant, Optional.of(all.id()), ADMIN));
    UUID service = fixture.custody.servicePolicies.ensure(fixture.tenant);
    Policy own = fixture.policies.get(fixture.tenant, service);
    assertRefused(CustodyError.POLICY_ASSIGNED, () -> edit(own, null, null, false));
    assertRefused(CustodyError.POLICY_ASSIGNED, () -> edit(own, "mine", null, null));
    assertThat(fixture.custody.entries("MultiWorkloadAssign"))
        .extracting(recorded -> recorded.entry().objectId())
        .containsExactly(all.id().toString(), "none");
  }

  @Test
  @DisplayName("Fifty policies of each kind are allowed, and the next one is refused")
  void counts() {
    for (PolicyKind kind : new PolicyKind[] {PolicyKind.MAILBOX, PolicyKind.MULTI_WORKLOAD}) {
      for (int i = 0; i < 50; i++) {
        fixture.policy(kind, kind + "-" + i, ALPHA, BRAVO);
      }
      int calls = fixture.vaults.calls();
      assertRefused(
          CustodyError.POLICY_LIMIT_REACHED, () -> fixture.policy(kind, "more", ALPHA, BRAVO));
      assertThat(fixture.vaults.calls()).isEqualTo(calls);
      assertThat(fixture.policies.list(fixture.tenant, kind))
          .hasSize(50)
          .allSatisfy(policy -> assertThat(policy.kind()).isEqualTo(kind));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyKind.class,
      names = {"MAILBOX", "MULTI_WORKLOAD", "FILE"})
  @DisplayName("Keys of every kind of policy are checked, each failure with a code of its own")
  void checksKeys(PolicyKind kind) {
    assertThat(fixture.policy(kind, "sound", ALPHA, BRAVO).kind()).isEqualTo(kind);
    assertRefused(CustodyError.KEYS_IDENTICAL, () -> fixture.policy(kind, "p", ALPHA, ALPHA));
    assertRefused(
        CustodyError.KEYS_IN_ONE_VAULT,
        () -> fixture.policy(kind, "p", ALPHA, VersionedVaults.key("alpha", "other")));
    assertRefused(
        CustodyError.KEY_NOT_FOUND,
        () -> fixture.policy(kind, "p", ALPHA, VersionedVaults.key("bravo", "absent")));
    assertRefused(
        CustodyError.KEY_VAULT_NOT_ALLOWED,
        () ->
            fixture.policies.create(
                new NewPolicy(
                    fixture.tenant,
                    kind,
                    "p",
                    "",
                    ALPHA.toString(),
                    "https://bravo.vault.azure.net/keys/root"),
                ADMIN));
    fixture.vaults.enable(fixture.vaults.newVersion(CHARLIE), false);
    assertRefused(CustodyError.KEY_DISABLED, () -> fixture.policy(kind, "p", ALPHA, CHARLIE));
    assertThat(fixture.policies.list(fixture.tenant, kind)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES, VAULT_REFUSED",
    "SILENT, VAULT_DID_NOT_ANSWER",
    "WRONG_KEY, VAULT_WRONG_ANSWER"
  })
  @DisplayName("A policy is refused if one of its vaults does not wrap and unwrap")
  void asksTheVault(Mood mood, CustodyError expected) {
    fixture.vaults.set(CHARLIE, mood);
    assertRefused(
        expected, () -> fixture.policy(PolicyKind.MULTI_WORKLOAD, "other", CHARLIE, BRAVO));
    assertThat(fixture.policies.list(fixture.tenant, PolicyKind.MULTI_WORKLOAD)).isEmpty();
  }

  @Test
  @DisplayName("The service makes its own policies itself")
  void serviceManagedIsNotMadeByOthers() {
    assertThatThrownBy(() -> fixture.policy(PolicyKind.SERVICE_MANAGED, "mine", ALPHA, BRAVO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
