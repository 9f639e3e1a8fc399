package dev.freehold.custody.checks;

import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.MovesFixture.ALPHA;
import static dev.freehold.custody.testing.MovesFixture.BRAVO;
import static dev.freehold.custody.testing.MovesFixture.CHARLIE;
import static dev.freehold.custody.testing.MovesFixture.DELTA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.access.RootsHeard;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.DirectExecutor;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.ManualTicker;
import dev.freehold.custody.testing.MovesFixture;
import dev.freehold.custody.testing.VersionedVaults;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node concludes when it asks silent vaults again, on every database. */
abstract class SilenceWatchContract {

  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Dialect dialect;
  private final ManualTicker ticker = new ManualTicker();
  @TempDir private Path folder;
  private MovesFixture fixture;
  private CachedKeyAccess access;
  private RootsHeard heard;
  private SilenceWatch watch;

  SilenceWatchContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    fixture = new MovesFixture(dialect, folder);
    access = fixture.custody.access(fixture.vaults, CustodyFixture.PATIENT, ticker);
    heard = access.heard();
    watch =
        new SilenceWatch(
            fixture.crossCheck,
            new WrappedKeys(fixture.database),
            fixture.routed(),
            new RootProbe(fixture.routed(), fixture.custody.ledger, fixture.custody.meters),
            heard,
            new DirectExecutor());
  }

  @AfterEach
  void close() {
    watch.close();
    access.close();
    fixture.close();
  }

  private void check() {
    fixture.custody.clock.advance(INTERVAL);
    fixture.crossCheck.run();
  }

  private void look() {
    ticker.advance(SilenceWatch.INTERVAL);
    watch.run();
  }

  private void set(Mood mood, RootKeyUri... keys) {
    for (RootKeyUri key : keys) {
      fixture.vaults.set(key, mood);
    }
  }

  /** Whether this node believes vaults silent because a check found them so. */
  private boolean isAnySilent() {
    return fixture.crossCheck.silentVaults().stream()
        .anyMatch(vault -> !heard.isBack(vault.url(), vault.checkedAt()));
  }

  private List<RecordedEntry> uses() {
    return fixture.custody.entries("KeyUnwrap").stream()
        .filter(use -> use.entry().actor().endsWith("silence-watch"))
        .toList();
  }

  @Test
  @DisplayName("One root of each vault speaks for all, and what the check found stays")
  void oneSpeaksForAll() {
    for (int i = 0; i < 5; i++) {
      fixture.mailboxPolicy("mail-" + i);
    }
    set(Mood.SILENT, ALPHA, BRAVO);
    check();
    assertThat(fixture.crossCheck.silentVaults())
        .extracting(SilentVault::url, SilentVault::roots)
        .containsExactly(tuple(ALPHA.vaultUrl(), 5), tuple(BRAVO.vaultUrl(), 5));
    assertThat(fixture.crossCheck.silentPairs())
        .singleElement()
        .satisfies(pair -> assertThat(pair.firstUrl()).isEqualTo(ALPHA.vaultUrl()))
        .satisfies(pair -> assertThat(pair.secondUrl()).isEqualTo(BRAVO.vaultUrl()));

    int before = fixture.vaults.calls();
    look();
    assertThat(fixture.vaults.calls() - before).as("a question to each vault").isEqualTo(2);
    assertThat(uses()).isEmpty();
    assertThat(isAnySilent()).isTrue();

    set(Mood.AGREES, ALPHA, BRAVO);
    look();
    assertThat(isAnySilent()).isFalse();
    assertThat(uses()).as("an unwrap in each vault").hasSize(2);
    assertThat(fixture.crossCheck.silentVaults()).hasSize(2);
    before = fixture.vaults.calls();
    look();
    assertThat(fixture.vaults.calls()).as("nothing is left to ask").isEqualTo(before);

    ticker.advance(Duration.ofMinutes(10));
    look();
    assertThat(fixture.vaults.calls() - before).as("again, as long as no check").isEqualTo(4);
    ticker.advance(Duration.ofMinutes(14));
    assertThat(isAnySilent()).isFalse();

    set(Mood.SILENT, BRAVO);
    check();
    assertThat(isAnySilent()).as("a later check").isTrue();
    assertThat(fixture.crossCheck.silentPairs()).isEmpty();
  }

  @Test
  @DisplayName("What a node heard itself is over with the next answer, if nobody asks for keys")
  void heardHere() {
    // No availability key stands in for files.
    UUID policy = fixture.policy(PolicyKind.FILE, "files", ALPHA, BRAVO).id();
    set(Mood.SILENT, ALPHA, BRAVO);
    fail(policy);
    assertThat(heard.isAnyVaultSilent()).isTrue();
    assertThat(heard.isAnyPolicyWithoutAnswer()).isTrue();
    assertThat(heard.isBack(policy)).isFalse();
    look();
    assertThat(heard.isAnyPolicyWithoutAnswer()).isTrue();

    set(Mood.AGREES, ALPHA);
    look();
    assertThat(heard.isAnyPolicyWithoutAnswer()).isFalse();
    assertThat(heard.isBack(policy)).isTrue();
    assertThat(heard.isAnyVaultSilent()).as("the other vault").isTrue();
    set(Mood.AGREES, BRAVO);
    look();
    assertThat(heard.isAnyVaultSilent()).isFalse();

    set(Mood.SILENT, ALPHA, BRAVO);
    ticker.advance(Duration.ofSeconds(1));
    fail(policy);
    assertThat(heard.isAnyPolicyWithoutAnswer()).as("a later silence").isTrue();
    assertThat(heard.isBack(policy)).isFalse();
  }

  private void fail(UUID policyId) {
    assertThatThrownBy(() -> access.depKeys().withDepKey(policyId, USER, 1, key -> key))
        .isInstanceOf(KeyAccessException.class);
  }

  @Test
  @DisplayName("A vault that tells facts and gives no key is silent, and is tried less and less")
  void factsAreNotEnough() {
    fixture.mailboxPolicy("mail");
    set(Mood.SILENT, BRAVO);
    check();
    set(Mood.AGREES, BRAVO);
    fixture.vaults.silence(BRAVO, "unwrapKey");
    for (int seconds = 0; seconds < 600; seconds += 2) {
      look();
    }
    assertThat(isAnySilent()).isTrue();
    assertThat(uses()).as("of 300 looks").hasSizeBetween(10, 16);
  }

  @Test
  @DisplayName("A root that is silent by itself is not spoken for by others of its vault")
  void silentByItself() {
    fixture.mailboxPolicy("mail");
    RootKeyUri own = fixture.vaults.newVersion(VersionedVaults.key("bravo", "own"));
    fixture.policy(PolicyKind.MAILBOX, "other", ALPHA, own.withoutVersion());
    fixture.vaults.silence(own, "get", "unwrapKey");
    check();
    for (int i = 0; i < 5; i++) {
      look();
    }
    assertThat(isAnySilent()).isTrue();
  }

  @Test
  @DisplayName("Each root of a vault is asked in its turn, so one that answers is found")
  void inTurn() {
    fixture.mailboxPolicy("mail");
    for (String name : List.of("first", "second")) {
      RootKeyUri own = fixture.vaults.newVersion(VersionedVaults.key("bravo", name));
      fixture.policy(PolicyKind.MAILBOX, name, ALPHA, own.withoutVersion());
      fixture.vaults.silence(own, "get", "unwrapKey");
    }
    set(Mood.SILENT, BRAVO);
    check();
    set(Mood.AGREES, BRAVO);
    int before = fixture.vaults.calls();
    int looks = 0;
    while (isAnySilent() && looks < 10) {
      look();
      looks++;
    }
    assertThat(looks).isBetween(1, 3);
    assertThat(fixture.vaults.calls() - before).as("with the unwrap").isEqualTo(looks + 1);
  }

  @Test
  @DisplayName("A root that refuses now has answered; it locks nothing before the check")
  void refusalLocksNothing() {
    Policy policy = fixture.policy(PolicyKind.MAILBOX, "mail", CHARLIE, DELTA);
    set(Mood.SILENT, CHARLIE, DELTA);
    check();
    set(Mood.REFUSES, CHARLIE, DELTA);
    look();
    assertThat(isAnySilent()).isFalse();
    assertThat(fixture.policies.get(fixture.tenant, policy.id()).isLocked()).isFalse();
    assertThat(fixture.crossCheck.latest(policy.id()))
        .extracting(RootCheck::outcome)
        .containsOnly(RootCheck.Outcome.DID_NOT_ANSWER);
    check();
    assertThat(fixture.policies.get(fixture.tenant, policy.id()).isLocked()).isTrue();
    set(Mood.SILENT, CHARLIE, DELTA);
    check();
    set(Mood.AGREES, CHARLIE, DELTA);
    look();
    assertThat(isAnySilent()).isFalse();
    assertThat(fixture.policies.get(fixture.tenant, policy.id()).isLocked())
        .as("no unlock either")
        .isTrue();
  }
}
