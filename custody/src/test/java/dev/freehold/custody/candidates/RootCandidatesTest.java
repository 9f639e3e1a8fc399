package dev.freehold.custody.candidates;

import static dev.freehold.custody.testing.FakeVaults.ROOT_1;
import static dev.freehold.custody.testing.FakeVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.candidates.RootFinding.Outcome;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.roots.RootAnswer;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.custody.testing.FakeVaults.Mood;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Two keys for a new policy")
class RootCandidatesTest {

  private static final Set<RootRule> OF_EACH = ofEach();

  private final FakeVaults vaults = new FakeVaults();
  private final List<String> calls = new ArrayList<>();
  private final Set<String> refused = new HashSet<>();

  private static Set<RootRule> ofEach() {
    Set<RootRule> rules = EnumSet.allOf(RootRule.class);
    rules.removeIf(
        rule -> rule.check() instanceof RootRule.OfBoth || rule == RootRule.EXACT_VERSION);
    return rules;
  }

  /** Writes calls down, and refuses some kinds of them at the second vault. */
  private final class Watched implements RootVaults {
    @Override
    public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
      return refuses("get", key) ? forbidden() : vaults.describe(caller, key);
    }

    @Override
    public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri key, Key256 secret) {
      return refuses("wrap", key) ? forbidden() : vaults.wrap(caller, key, secret);
    }

    @Override
    public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri key, byte[] wrapped) {
      return refuses("unwrap", key) ? forbidden() : vaults.unwrap(caller, key, wrapped);
    }

    private boolean refuses(String operation, RootKeyUri key) {
      calls.add(operation + " " + key.host());
      return key.sameVault(ROOT_2) && refused.contains(operation);
    }

    private static <T> RootAnswer<T> forbidden() {
      return new RootAnswer.NotGiven<>(
          new RootFailure(RootFailure.Kind.REFUSED, "Forbidden", "no permission"));
    }
  }

  private RootCandidates candidates(String first, String second) {
    return new RootCandidates(
        new VaultCaller(UUID.randomUUID(), Workload.EXCHANGE),
        List.of(first, second),
        new Watched(),
        CustodyFixture.allowList(ROOT_1.port()),
        Clock.fixed(Instant.parse("2026-11-30T00:00:00Z"), ZoneOffset.UTC));
  }

  private RootReport report(String first, String second) {
    return candidates(first, second).report(CustodyFixture.SUITE.random(), false);
  }

  private RootReport report() {
    return report(ROOT_1.toString(), ROOT_2.toString());
  }

  private static Set<RootRule> with(List<RootFinding> findings, Outcome outcome) {
    Set<RootRule> rules = EnumSet.noneOf(RootRule.class);
    findings.stream().filter(one -> one.outcome() == outcome).forEach(one -> rules.add(one.rule()));
    return rules;
  }

  private static List<RootFinding> second(RootReport report) {
    return report.keys().getLast().findings();
  }

  /** Only the second key has a fault, so all rules of the first hold. */
  private static void assertBroken(RootReport report, RootRule rule, String code) {
    assertThat(report.isSound()).isFalse();
    assertThat(report.codes()).containsExactly(code);
    assertThat(with(report.keys().getFirst().findings(), Outcome.HELD)).isEqualTo(OF_EACH);
    assertThat(with(second(report), Outcome.BROKEN)).containsExactly(rule);
  }

  /** The code with which a policy over these keys would be refused before its key is wrapped. */
  private String refusal(String second) {
    RootCandidates candidates = candidates(ROOT_1.toString(), second);
    return catchThrowableOfType(
            CustodyException.class,
            () -> {
              candidates.requireNamed();
              candidates.requireUsable();
            })
        .code();
  }

  @Test
  @DisplayName("that satisfy every rule are told with the versions that would be used")
  void sound() {
    RootReport report = report();
    assertThat(report.isSound()).isTrue();
    assertThat(with(report.together(), Outcome.HELD))
        .containsExactly(RootRule.TWO_KEYS, RootRule.TWO_VAULTS);
    for (RootReport.OfKey key : report.keys()) {
      assertThat(with(key.findings(), Outcome.HELD)).isEqualTo(OF_EACH);
      assertThat(key.version().orElseThrow().withoutVersion()).isEqualTo(key.uri().orElseThrow());
    }
    assertThat(calls)
        .as("at most as many calls as the making of a policy takes")
        .hasSize(6)
        .doesNotHaveDuplicates();
  }

  static Stream<Arguments> facts() {
    return Stream.of(
        of(RootRule.KEY_TYPE, "key-not-rsa", f -> key(f, "EC", 2048, true)),
        of(RootRule.KEY_SIZE, "key-size-invalid", f -> key(f, "RSA", 1024, true)),
        of(RootRule.ENABLED, "key-disabled", f -> key(f, "RSA", 2048, false)),
        of(RootRule.BEGUN, "key-not-yet-valid", f -> time(f, "2027-01-01T00:00:00Z", null)),
        of(RootRule.NO_EXPIRY, "key-expires", f -> time(f, null, "2099-01-01T00:00:00Z")),
        of(
            RootRule.OPERATIONS,
            "key-operations-missing",
            f -> kept(f, Set.of("wrapKey"), "Recoverable", 90)),
        of(
            RootRule.SOFT_DELETE,
            "vault-soft-delete-missing",
            f -> kept(f, f.operations(), "Recoverable", 30)),
        of(
            RootRule.PURGE_PROTECTION,
            "vault-purge-protection-missing",
            f -> kept(f, f.operations(), "Recoverable+Purgeable", 90)));
  }

  private static Arguments of(RootRule rule, String code, UnaryOperator<RootKeyFacts> change) {
    return Arguments.of(rule, code, change);
  }

  @ParameterizedTest
  @MethodSource("facts")
  @DisplayName("break each rule about a key's facts alone, with the code of the refused making")
  void brokenFacts(RootRule rule, String code, UnaryOperator<RootKeyFacts> change) {
    vaults.describeAs(ROOT_2, change);
    RootReport report = report();
    assertBroken(report, rule, code);
    Set<RootRule> proofs = EnumSet.of(RootRule.MAY_WRAP, RootRule.MAY_UNWRAP, RootRule.SAME_BACK);
    boolean isWrapped = rule == RootRule.SOFT_DELETE || rule == RootRule.PURGE_PROTECTION;
    assertThat(with(second(report), Outcome.NOT_CHECKED)).isEqualTo(isWrapped ? Set.of() : proofs);
    assertThat(refusal(ROOT_2.toString())).isEqualTo(code);
  }

  @Test
  @DisplayName("tell all rules that a key breaks, each with what to do")
  void several() {
    vaults.describeAs(ROOT_2, f -> key(kept(f, Set.of(), "Purgeable", 0), "RSA", 1024, false));
    RootReport report = report();
    assertThat(with(second(report), Outcome.BROKEN))
        .containsExactly(
            RootRule.KEY_SIZE,
            RootRule.ENABLED,
            RootRule.OPERATIONS,
            RootRule.SOFT_DELETE,
            RootRule.PURGE_PROTECTION);
    assertThat(second(report))
        .filteredOn(one -> one.outcome() == Outcome.BROKEN)
        .allSatisfy(one -> assertThat(one.detail().orElseThrow()).contains("bravo-vault"));
    assertThat(refusal(ROOT_2.toString()))
        .isEqualTo(report.codes().getFirst())
        .isEqualTo("key-size-invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "ADDRESS, key-uri-invalid, not a uri",
    "ADDRESS, key-uri-invalid, ''",
    "VAULT_ALLOWED, key-vault-not-allowed, https://bravo-vault.kv.localhost/keys/root-2",
    "VAULT_ALLOWED, key-vault-not-allowed, https://127.0.0.1:8443/keys/root-2",
    "VAULT_ALLOWED, key-uri-invalid, https://b--vault.kv.localhost:8443/keys/root-2",
    "KEY_EXISTS, key-not-found-in-vault, https://bravo-vault.kv.localhost:8443/keys/absent"
  })
  @DisplayName("break a rule of the address, and then what needs it is not checked")
  void brokenAddresses(RootRule rule, String code, String second) {
    RootReport report = report(ROOT_1.toString(), second);
    assertBroken(report, rule, code);
    assertThat(with(second(report), Outcome.NOT_CHECKED))
        .isEqualTo(EnumSet.complementOf(EnumSet.copyOf(heldBefore(rule))));
    assertThat(refusal(second)).isEqualTo(code);
    boolean isAsked = rule == RootRule.KEY_EXISTS;
    assertThat(calls.stream().filter(call -> !call.contains("alpha-vault")).distinct().toList())
        .as("no vault is called that the service may not call")
        .isEqualTo(isAsked ? List.of("get bravo-vault.kv.localhost") : List.of());
  }

  /** The rules up to this one, and those for both keys. */
  private static Set<RootRule> heldBefore(RootRule broken) {
    Set<RootRule> rules = EnumSet.range(RootRule.ADDRESS, broken);
    rules.addAll(EnumSet.of(RootRule.EXACT_VERSION, RootRule.TWO_KEYS, RootRule.TWO_VAULTS));
    return rules;
  }

  @Test
  @DisplayName("for a geo are named with their versions, and are looked at without them too")
  void exactly() {
    String version = report().keys().getFirst().version().orElseThrow().toString();
    RootReport report =
        candidates(version, ROOT_2.toString()).report(CustodyFixture.SUITE.random(), true);
    assertThat(report.codes()).containsExactly("key-version-missing");
    assertThat(with(report.keys().getFirst().findings(), Outcome.HELD))
        .contains(RootRule.EXACT_VERSION)
        .containsAll(OF_EACH);
    assertThat(with(second(report), Outcome.BROKEN)).containsExactly(RootRule.EXACT_VERSION);
    assertThat(with(second(report), Outcome.HELD)).isEqualTo(OF_EACH);
  }

  @Test
  @DisplayName("are compared only if both are addresses")
  void notCompared() {
    assertThat(with(report("", "").together(), Outcome.NOT_CHECKED))
        .containsExactly(RootRule.TWO_KEYS, RootRule.TWO_VAULTS);
    assertThat(calls).isEmpty();
  }

  @Test
  @DisplayName("are checked each even if they are one key or in one vault")
  void together() {
    String upper = ROOT_1.toString().replace("root-1", "ROOT-1");
    RootReport same = report(ROOT_1.toString(), upper);
    assertThat(same.codes()).containsExactly("keys-identical");
    assertThat(with(same.together(), Outcome.NOT_CHECKED)).containsExactly(RootRule.TWO_VAULTS);
    assertThat(refusal(upper)).isEqualTo("keys-identical");
    String other = ROOT_1.toString().replace("root-1", "other");
    RootReport vault = report(ROOT_1.toString(), other);
    assertThat(vault.codes()).containsExactly("keys-in-one-vault");
    assertThat(with(second(vault), Outcome.HELD)).isEqualTo(OF_EACH);
    assertThat(refusal(other)).isEqualTo("keys-in-one-vault");
  }

  @ParameterizedTest
  @CsvSource({
    "get, MAY_GET, vault-refused",
    "wrap, MAY_WRAP, vault-refused",
    "unwrap, MAY_UNWRAP, vault-refused"
  })
  @DisplayName("tell which permission is missing")
  void permissions(String operation, RootRule rule, String code) {
    refused.add(operation);
    RootReport report = report();
    assertBroken(report, rule, code);
    assertThat(with(second(report), Outcome.NOT_CHECKED))
        .isEqualTo(
            rule == RootRule.MAY_GET
                ? EnumSet.range(RootRule.KEY_EXISTS, RootRule.SAME_BACK)
                : EnumSet.complementOf(EnumSet.range(RootRule.ADDRESS, rule)));
    assertThat(second(report))
        .filteredOn(one -> one.outcome() == Outcome.BROKEN)
        .allSatisfy(
            one -> assertThat(one.detail().orElseThrow()).contains("grant the service get"));
  }

  @ParameterizedTest
  @CsvSource({
    "SILENT, VAULT_ANSWERS, vault-did-not-answer",
    "WRONG_KEY, SAME_BACK, vault-wrong-answer"
  })
  @DisplayName("tell a vault that does not answer from one that answers wrongly")
  void answers(Mood mood, RootRule rule, String code) {
    vaults.set(ROOT_2, mood);
    assertBroken(report(), rule, code);
  }

  private static RootKeyFacts key(RootKeyFacts f, String type, int bits, boolean enabled) {
    return new RootKeyFacts(
        f.keyVersion(),
        type,
        bits,
        enabled,
        f.notBefore(),
        f.expiresOn(),
        f.operations(),
        f.recoveryLevel(),
        f.recoverableDays());
  }

  private static RootKeyFacts time(RootKeyFacts f, String notBefore, String expiresOn) {
    return new RootKeyFacts(
        f.keyVersion(),
        f.type(),
        f.sizeBits(),
        f.enabled(),
        notBefore == null ? null : Instant.parse(notBefore),
        expiresOn == null ? null : Instant.parse(expiresOn),
        f.operations(),
        f.recoveryLevel(),
        f.recoverableDays());
  }

  private static RootKeyFacts kept(RootKeyFacts f, Set<String> operations, String level, int days) {
    return new RootKeyFacts(
        f.keyVersion(),
        f.type(),
        f.sizeBits(),
        f.enabled(),
        f.notBefore(),
        f.expiresOn(),
        operations,
        level,
        days);
  }
}
