package dev.freehold.custody.purge;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static dev.freehold.custody.testing.MovesFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.policies.PurgeRequest;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the purge of a policy can be requested, on every database. */
abstract class PurgeRequestContract {

  private static final PurgeWish WISH = new PurgeWish("We close down", "Ines Roth", false);
  private static final PurgeWish WITHOUT_VAULTS = new PurgeWish("We close down", "Ines Roth", true);

  private final Dialect dialect;
  @TempDir private Path folder;
  private MovesFixture fixture;
  private Policy policy;

  PurgeRequestContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    policy = fixture.mailboxPolicy("leaving");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Policy request(PurgeWish wish) {
    return fixture.purges.request(fixture.tenant, policy.id(), wish, ADMIN);
  }

  private Policy now() {
    return fixture.policies.get(fixture.tenant, policy.id());
  }

  private void assertNotAccepted(CustodyError error, PurgeWish wish) {
    assertRefused(error, () -> request(wish));
    assertThat(now().state()).isEqualTo(PolicyState.ACTIVE);
    assertThat(now().purge()).isEmpty();
    LedgerEntry last = entries().getLast().entry();
    assertThat(last.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(last.details()).containsEntry("code", error.code());
  }

  private List<RecordedEntry> entries() {
    return fixture.custody.entries("PolicyPurgeRequest");
  }

  private RootKeyUri version(int slot) {
    return RootKeyUri.parse(policy.roots().get(slot - 1).keyVersionUri());
  }

  @Test
  @DisplayName("A purge is refused while a permission remains at both keys, which are named")
  void fault26_bothRemain() {
    assertNotAccepted(CustodyError.PURGE_PERMISSION_REMAINS, WISH);
    assertThatThrownBy(() -> request(WISH))
        .hasMessageContaining(ALPHA + " (wrapKey, unwrapKey); " + BRAVO + " (wrapKey, unwrapKey)");
  }

  @Test
  @DisplayName("A purge is refused while a permission remains at one key, also without vaults")
  void fault26_oneRemains() {
    fixture.vaultsRefuse(ALPHA);
    assertNotAccepted(CustodyError.PURGE_PERMISSION_REMAINS, WITHOUT_VAULTS);
    assertThatThrownBy(() -> request(WISH))
        .hasMessageContaining(BRAVO + " (")
        .hasMessageNotContaining(ALPHA + " (");
    assertThat(entries().getLast().entry().details())
        .containsEntry("root1WrapKey", "REFUSED Forbidden")
        .containsEntry("root1UnwrapKey", "REFUSED Forbidden")
        .containsEntry("root2WrapKey", "REMAINS")
        .containsEntry("root2UnwrapKey", "REMAINS");
  }

  @Test
  @DisplayName("With both permissions gone the request stands, with who, why and whom to ask")
  void accepts() {
    fixture.vaultsRefuse(ALPHA, BRAVO);
    Policy marked = request(WISH);
    assertThat(marked.state()).isEqualTo(PolicyState.PURGE_REQUESTED);
    assertThat(marked.isAssignable()).isFalse();
    PurgeRequest purge = marked.purge().orElseThrow();
    assertThat(purge.reason()).isEqualTo(WISH.reason());
    assertThat(purge.contact()).isEqualTo(WISH.contact());
    assertThat(purge.requestedBy()).isEqualTo(ADMIN);
    assertThat(marked.changedAt()).isEqualTo(purge.requestedAt());
    assertThat(now()).isEqualTo(marked);
    LedgerEntry entry = entries().getLast().entry();
    assertThat(entry.outcome()).isEqualTo(Outcome.DONE);
    assertThat(entry.actor()).isEqualTo(ADMIN);
    assertThat(entry.objectId()).isEqualTo(policy.id().toString());
    assertThat(entry.facts())
        .containsEntry("reason", WISH.reason())
        .containsEntry("contact", WISH.contact())
        .containsEntry("root1UnwrapKey", "REFUSED Forbidden");
    assertRefused(CustodyError.PURGE_REQUESTED, () -> request(WISH));
  }

  @Test
  @DisplayName("The vaults are asked at that moment, even if a lease still runs")
  void asksNow() {
    UUID mailbox = fixture.mailbox(Optional.of(policy.id()));
    fixture.access.open(fixture.keyOf(mailbox).ownerKeyId(), USER).close();
    fixture.vaultsRefuse(ALPHA, BRAVO);
    int before = fixture.vaults.calls();
    assertThat(request(WISH).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
    assertThat(fixture.vaults.calls() - before).isGreaterThanOrEqualTo(4);
  }

  @Test
  @DisplayName(
      "If a vault does not answer, the request is refused, unless it says to go without vaults")
  void silence() {
    fixture.vaultsRefuse(ALPHA);
    fixture.vaults.set(BRAVO, Mood.SILENT);
    assertNotAccepted(CustodyError.PURGE_VAULT_UNKNOWN, WISH);
    assertThatThrownBy(() -> request(WISH))
        .hasMessageContaining(BRAVO + " (wrapKey: timeout, unwrapKey: timeout)");
    assertThat(request(WITHOUT_VAULTS).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
    assertThat(entries().getLast().entry().details())
        .containsEntry("withoutVaults", "true")
        .containsEntry("root2WrapKey", "UNKNOWN timeout");
  }

  @Test
  @DisplayName("A key that the vault says does not exist counts as without permission")
  void deletedKey() {
    fixture.vaults.delete(ALPHA);
    fixture.vaults.delete(BRAVO);
    assertThat(request(WISH).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
  }

  @Test
  @DisplayName("A disabled version counts as no permission, unless a newer one can still wrap")
  void disabledVersion() {
    fixture.vaults.enable(version(1), false);
    fixture.vaults.enable(version(2), false);
    RootKeyUri newer = fixture.vaults.newVersion(ALPHA);
    assertNotAccepted(CustodyError.PURGE_PERMISSION_REMAINS, WISH);
    fixture.vaults.enable(newer, false);
    assertThat(request(WISH).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
  }

  @Test
  @DisplayName("A refusal by a vault's firewall does not count as a removed permission")
  void firewall() {
    fixture.vaultsRefuse(ALPHA);
    fixture.vaults.refuse(BRAVO, "ForbiddenByFirewall", "get", "wrapKey", "unwrapKey");
    assertNotAccepted(CustodyError.PURGE_VAULT_UNKNOWN, WISH);
    assertThat(entries().getLast().entry().details())
        .containsEntry("root2WrapKey", "UNKNOWN ForbiddenByFirewall")
        .containsEntry("root2UnwrapKey", "UNKNOWN ForbiddenByFirewall");
  }

  @Test
  @DisplayName("A disabled version proves nothing if the vault does not show the newest version")
  void disabledVersionWithoutGet() {
    fixture.vaultsRefuse(ALPHA);
    fixture.vaults.newVersion(BRAVO);
    fixture.vaults.enable(version(2), false);
    fixture.vaults.refuse(BRAVO, "AccessDenied", "get");
    assertNotAccepted(CustodyError.PURGE_VAULT_UNKNOWN, WISH);
    assertThat(entries().getLast().entry().details())
        .containsEntry("root2WrapKey", "UNKNOWN KeyDisabled")
        .containsEntry("root2UnwrapKey", "UNKNOWN KeyDisabled");
    fixture.vaults.refuse(BRAVO, "AccessDenied", "wrapKey", "unwrapKey");
    assertThat(request(WISH).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
  }

  @Test
  @DisplayName("A disabled version does not hide that the newest version may still unwrap")
  void disabledVersionWithoutWrap() {
    fixture.vaultsRefuse(ALPHA);
    fixture.vaults.newVersion(BRAVO);
    fixture.vaults.enable(version(2), false);
    fixture.vaults.refuse(BRAVO, "AccessDenied", "wrapKey");
    assertNotAccepted(CustodyError.PURGE_VAULT_UNKNOWN, WISH);
    fixture.vaults.refuse(BRAVO, "ForbiddenByRbac", "unwrapKey");
    assertThat(request(WISH).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
  }

  @Test
  @DisplayName(
      "If the vault says that the newest version is disabled, the permission counts as removed")
  void newestIsSaidToBeDisabled() {
    fixture.vaultsRefuse(ALPHA);
    fixture.vaults.enable(version(2), false);
    fixture.vaults.refuse(BRAVO, "KeyDisabled", "get");
    assertThat(request(WISH).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
  }

  @Test
  @DisplayName("A vault that unwraps to another key still counts as permitting unwrap")
  void anotherKey() {
    fixture.vaultsRefuse(ALPHA);
    fixture.vaults.set(BRAVO, Mood.WRONG_KEY);
    assertNotAccepted(CustodyError.PURGE_PERMISSION_REMAINS, WISH);
  }

  @Test
  @DisplayName("Reason and contact are one line, not empty, of limited length")
  void texts() {
    fixture.vaultsRefuse(ALPHA, BRAVO);
    List<PurgeWish> wrong =
        List.of(
            new PurgeWish("", "Ines", false),
            new PurgeWish(" ", "Ines", false),
            new PurgeWish("r".repeat(1025), "Ines", false),
            new PurgeWish("two\nlines", "Ines", false),
            new PurgeWish("half \ud83d", "Ines", false),
            new PurgeWish("done", "", false),
            new PurgeWish("done", "c".repeat(257), false),
            new PurgeWish("done", "a\tb", false));
    for (PurgeWish wish : wrong) {
      assertRefused(CustodyError.PURGE_TEXT_INVALID, () -> request(wish));
    }
    PurgeWish longest = new PurgeWish("r".repeat(1024), "c".repeat(256), false);
    assertThat(request(longest).purge().orElseThrow().reason()).hasSize(1024);
  }

  @Test
  @DisplayName(
      "Another tenant's policy, and one of another kind, are answered as if they did not exist")
  void notTheirs() {
    UUID other = fixture.custody.tenants.create("fabrikam", ADMIN).id();
    assertRefused(
        CustodyError.POLICY_NOT_FOUND,
        () -> fixture.purges.request(other, policy.id(), WITHOUT_VAULTS, ADMIN));
    Policy covering = fixture.policy(PolicyKind.MULTI_WORKLOAD, "all", CHARLIE, DELTA);
    assertRefused(
        CustodyError.POLICY_NOT_FOUND,
        () -> fixture.purges.request(fixture.tenant, covering.id(), WITHOUT_VAULTS, ADMIN));
    assertThat(fixture.custody.entries(other, "PolicyPurgeRequest")).isEmpty();
  }

  @Test
  @DisplayName("Of several requests at the same time, one is accepted")
  void oneAccepted() throws Exception {
    fixture.vaultsRefuse(ALPHA, BRAVO);
    List<Callable<Boolean>> asks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      asks.add(this::isAccepted);
    }
    int accepted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      for (Future<Boolean> ask : threads.invokeAll(asks)) {
        accepted += ask.get() ? 1 : 0;
      }
    }
    assertThat(accepted).isEqualTo(1);
    assertThat(entries().stream().filter(e -> e.entry().outcome() == Outcome.DONE)).hasSize(1);
  }

  private boolean isAccepted() {
    try {
      request(WISH);
      return true;
    } catch (CustodyException e) {
      assertThat(e.error()).isEqualTo(CustodyError.PURGE_REQUESTED);
      return false;
    }
  }

  @Test
  @DisplayName("A request is refused when the keys that were tried are not the policy's any more")
  void rolledMeanwhile() {
    fixture.vaultsRefuse(ALPHA, BRAVO);
    AtomicBoolean rolled = new AtomicBoolean();
    fixture.vaults.beforeWrap(
        key -> {
          if (!rolled.getAndSet(true)) {
            fixture.database.write(
                tx -> tx.execute("UPDATE policies SET key_revision = key_revision + 1"));
          }
        });
    assertNotAccepted(CustodyError.JOB_RUNNING, WISH);
    assertThat(request(WISH).state()).isEqualTo(PolicyState.PURGE_REQUESTED);
  }

  @Test
  @DisplayName("A recovery that is asked for and a purge exclude each other")
  void recovery() {
    fixture.vaultsRefuse(ALPHA, BRAVO);
    UUID asked = fixture.recovery.request(fixture.tenant, policy.id(), "lost", "asker").id();
    assertNotAccepted(CustodyError.PURGE_NOT_POSSIBLE, WISH);
    fixture.recovery.deny(fixture.tenant, asked, Optional.of("we leave"), "approver");
    request(WISH);
    assertRefused(
        CustodyError.POLICY_PURGE_REQUESTED,
        () -> fixture.recovery.request(fixture.tenant, policy.id(), "lost", "asker"));
  }
}
