package dev.freehold.custody.policies;

import static dev.freehold.custody.testing.CustodyFixture.ADMIN;
import static dev.freehold.custody.testing.FakeVaults.ROOT_1;
import static dev.freehold.custody.testing.FakeVaults.ROOT_2;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.access.CachedKeyAccess;
import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedPolicyKey;
import dev.freehold.custody.roots.RootKeyFacts;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies on one database; a subclass says on which. */
abstract class PoliciesContract {

  @TempDir private Path folder;
  private final FakeVaults vaults = new FakeVaults();
  private final Dialect dialect;
  private CustodyFixture custody;
  private Policies policies;

  PoliciesContract(Dialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  void open() {
    custody = new CustodyFixture(dialect, folder);
    policies = custody.policies(vaults);
  }

  @AfterEach
  void close() {
    custody.close();
  }

  @Test
  @DisplayName("A policy stores the versions of its roots and is found by name and by GUID")
  void isFoundByNameAndGuid() {
    Policy made = create("US-Mailboxes");
    assertThat(policies.get(tenantId(), made.id())).isEqualTo(made);
    assertThat(policies.find(tenantId(), PolicyKind.MAILBOX, "us-mailboxes")).isEqualTo(made);
    assertThat(policies.list(tenantId(), PolicyKind.MAILBOX)).containsExactly(made);
    assertThat(made.roots())
        .extracting(Policy.Root::keyUri)
        .containsExactly(ROOT_1.toString(), ROOT_2.toString());
    assertThat(made.roots())
        .allSatisfy(root -> assertThat(root.keyVersionUri()).startsWith(root.keyUri() + "/"));
  }

  @Test
  @DisplayName("A policy is found by a distinguished name that begins with its name")
  void isFoundByDistinguishedName() {
    Policy plain = create("US-Mailboxes");
    Policy odd = create("CN=a,b");
    for (String name : List.of("CN=us-mailboxes", "cn=US-Mailboxes,OU=Policies,DC=contoso")) {
      assertThat(policies.find(tenantId(), PolicyKind.MAILBOX, name)).isEqualTo(plain);
    }
    for (String name : List.of("CN=a,b", "CN=CN=a\\,b,OU=Policies")) {
      assertThat(policies.find(tenantId(), PolicyKind.MAILBOX, name)).isEqualTo(odd);
    }
    for (String name : List.of("CN=", "CN=,OU=Policies", "CN=US-Mailboxes\\", "CN=other,x")) {
      assertThatThrownBy(() -> policies.find(tenantId(), PolicyKind.MAILBOX, name))
          .isInstanceOf(CustodyException.class);
    }
  }

  @Test
  @DisplayName("Its creation is in the ledger, and so is one that was refused")
  void isInTheLedger() {
    Policy made = create("mail");
    assertThatThrownBy(() -> create("mail")).isInstanceOf(CustodyException.class);
    var entries = custody.entries("PolicyCreate");
    assertThat(entries)
        .extracting(e -> e.entry().outcome())
        .containsExactly(Outcome.DONE, Outcome.REFUSED);
    assertThat(entries.getFirst().entry().objectId()).isEqualTo(made.id().toString());
    assertThat(entries.getFirst().entry().actor()).isEqualTo(ADMIN);
    assertThat(entries.getLast().entry().details()).containsEntry("code", "policy-name-taken");
  }

  @Test
  @DisplayName("Each policy has an availability key and a key of its own, none of them in clear")
  void hasKeysOfItsOwn() {
    WrappedKeys wrapped = new WrappedKeys(custody.database);
    WrappedPolicyKey one = wrapped.policy(create("one").id()).orElseThrow().key();
    WrappedPolicyKey two = wrapped.policy(create("two").id()).orElseThrow().key();
    assertThat(one.availabilityKeyId()).isNotEqualTo(two.availabilityKeyId());
    assertThat(one.commitment()).isNotEqualTo(two.commitment());
    var opened = custody.availabilityKeys.open(one.availabilityKeyId(), one.policyId());
    assertThat(opened).isPresent();
    opened.get().close();
    assertThat(custody.availabilityKeys.open(one.availabilityKeyId(), two.policyId())).isEmpty();
  }

  @Test
  @DisplayName("Its bundle part contains all that is needed to open it with one root")
  void isInTheBundle() {
    Policy made = create("mail");
    byte[] part = custody.bundle.part(tenantId(), BundlePart.Kind.POLICY, made.id());
    WrappedPolicyKey fromBundle = KeyBundle.policyKey(part);
    assertThat(fromBundle)
        .isEqualTo(new WrappedKeys(custody.database).policy(made.id()).orElseThrow().key());
    String json = new String(part, UTF_8);
    assertThat(json)
        .startsWith("{\"format\":\"freehold-policy-key-v2\",")
        .contains("RSA-OAEP-256", ",\"generation\":1,\"revision\":1,\"commitment\":");
    // Version 1 had no revision and is read for ever.
    String first = json.replace("policy-key-v2", "policy-key-v1").replace("\"revision\":1,", "");
    assertThat(KeyBundle.policyKey(first.getBytes(UTF_8))).isEqualTo(fromBundle);
    for (String wrong :
        List.of(
            first.replace("policy-key-v1", "policy-key-v2"),
            json.replace("policy-key-v2", "policy-key-v1"),
            json.replace("\"revision\":1", "\"revision\":0"))) {
      assertThatThrownBy(() -> KeyBundle.policyKey(wrong.getBytes(UTF_8)))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.BUNDLE_INVALID));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " before", "after ", "tab\there", "new\nline"})
  @DisplayName("A name with a space at an end or control characters is refused")
  void refusesNames(String name) {
    assertRefused(CustodyError.POLICY_NAME_INVALID, name, ROOT_1.toString(), ROOT_2.toString());
    assertNothingKept();
  }

  @ParameterizedTest
  @CsvSource({
    "KEYS_IDENTICAL, https://alpha-vault.kv.localhost:8443/keys/ROOT-1",
    "KEYS_IN_ONE_VAULT, https://ALPHA-vault.kv.localhost:8443/keys/other",
    "KEY_VAULT_NOT_ALLOWED, https://alpha-vault.vault.azure.net/keys/root",
    "KEY_VAULT_NOT_ALLOWED, https://bravo-vault.kv.localhost/keys/root-2",
    "KEY_NOT_FOUND, https://bravo-vault.kv.localhost:8443/keys/absent",
    "KEY_URI_INVALID, not a uri",
    "KEY_URI_INVALID, https://b--vault.kv.localhost:8443/keys/root-2",
  })
  @DisplayName("A second key that does not fit the first is refused by its own code")
  void refusesKeys(CustodyError error, String second) {
    assertRefused(error, "mail", ROOT_1.toString(), second);
    assertNothingKept();
  }

  static Stream<Arguments> unusableKeys() {
    return Stream.of(
        Arguments.of(CustodyError.KEY_NOT_RSA, facts(f -> with(f, "EC", 0, true, null))),
        Arguments.of(CustodyError.KEY_SIZE_INVALID, facts(f -> with(f, "RSA", 1024, true, null))),
        Arguments.of(CustodyError.KEY_DISABLED, facts(f -> with(f, "RSA", 2048, false, null))),
        Arguments.of(
            CustodyError.KEY_EXPIRES,
            facts(f -> with(f, "RSA", 2048, true, Instant.parse("2099-01-01T00:00:00Z")))),
        Arguments.of(CustodyError.KEY_NOT_YET_VALID, facts(PoliciesContract::notYetValid)),
        Arguments.of(
            CustodyError.KEY_OPERATIONS_MISSING,
            facts(f -> protectedBy(f, Set.of("wrapKey"), "Recoverable", 90))),
        Arguments.of(
            CustodyError.VAULT_SOFT_DELETE_MISSING,
            facts(f -> protectedBy(f, f.operations(), "Purgeable", 0))),
        Arguments.of(
            CustodyError.VAULT_SOFT_DELETE_MISSING,
            facts(f -> protectedBy(f, f.operations(), "CustomizedRecoverable", 30))),
        Arguments.of(
            CustodyError.VAULT_PURGE_PROTECTION_MISSING,
            facts(f -> protectedBy(f, f.operations(), "Recoverable+Purgeable", 90))));
  }

  @ParameterizedTest
  @MethodSource("unusableKeys")
  @DisplayName("A key that cannot be a root is refused by its own code")
  void refusesUnusableKeys(CustodyError error, UnaryOperator<RootKeyFacts> change) {
    vaults.describeAs(ROOT_2, change);
    assertRefused(error, "mail", ROOT_1.toString(), ROOT_2.toString());
    assertNothingKept();
  }

  @Test
  @DisplayName("RSA-HSM keys, the date that stands for no expiry and a protected subscription fit")
  void acceptsTheOtherSoundForms() {
    vaults.describeAs(
        ROOT_1, f -> with(f, "RSA-HSM", 4096, true, Instant.parse("9999-12-31T23:59:59Z")));
    vaults.describeAs(
        ROOT_2, f -> protectedBy(f, f.operations(), "Recoverable+ProtectedSubscription", 90));
    assertThat(create("mail").enabled()).isTrue();
  }

  @Test
  @DisplayName("A check of keys makes nothing, and is in the ledger with what it found")
  void checksKeys() {
    List<String> keys = List.of(ROOT_1.toString(), ROOT_2.toString());
    assertThat(policies.check(tenantId(), PolicyKind.MAILBOX, keys, ADMIN).isSound()).isTrue();
    vaults.describeAs(ROOT_2, f -> with(f, "EC", 0, false, null));
    assertThat(policies.check(tenantId(), PolicyKind.MAILBOX, keys, ADMIN).codes())
        .containsExactly("key-not-rsa", "key-size-invalid", "key-disabled");
    assertRefused(CustodyError.KEY_NOT_RSA, "mail", ROOT_1.toString(), ROOT_2.toString());
    assertThat(policies.check(tenantId(), PolicyKind.MAILBOX, List.of("x", "y"), ADMIN).isSound())
        .isFalse();
    assertNothingKept();
    assertThat(custody.entries("PolicyKeysCheck"))
        .extracting(e -> e.entry().details())
        .containsExactly(
            found("", ROOT_1.toString(), ROOT_2.toString()),
            found(
                "key-not-rsa,key-size-invalid,key-disabled", ROOT_1.toString(), ROOT_2.toString()),
            found("key-uri-invalid", "", ""));
  }

  private static Map<String, String> found(String broken, String first, String second) {
    return Map.of("kind", "MAILBOX", "broken", broken, "key1", first, "key2", second);
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSES, VAULT_REFUSED",
    "SILENT, VAULT_DID_NOT_ANSWER",
    "WRONG_KEY, VAULT_WRONG_ANSWER"
  })
  @DisplayName("A key is refused as a root if its vault does not wrap and unwrap for the service")
  void provesBothVaults(Mood mood, CustodyError error) {
    vaults.set(ROOT_2, mood);
    assertRefused(error, "mail", ROOT_1.toString(), ROOT_2.toString());
    assertNothingKept();
  }

  @Test
  @DisplayName("A tenant has at most 50 policies; the 51st is refused before any vault is asked")
  void boundsTheirNumber() {
    for (int i = 0; i < 50; i++) {
      create("policy-" + i);
    }
    int before = vaults.unwraps();
    assertRefused(
        CustodyError.POLICY_LIMIT_REACHED, "one-more", ROOT_1.toString(), ROOT_2.toString());
    assertThat(vaults.unwraps()).isEqualTo(before);
    assertThat(policies.list(tenantId(), PolicyKind.MAILBOX)).hasSize(50);
  }

  @Test
  @DisplayName("What the ledger could not take of a refused name does not hide why it was refused")
  void refusedNames() {
    String face = "\ud83d\ude00";
    for (String name : List.of("x".repeat(127) + face + "x", face.substring(1), face.repeat(100))) {
      assertRefused(CustodyError.POLICY_NAME_INVALID, name, ROOT_1.toString(), ROOT_2.toString());
    }
    assertThat(custody.entries("PolicyCreate"))
        .extracting(recorded -> recorded.entry().details().get("name"))
        .containsExactly("x".repeat(127), "?", face.repeat(64));
  }

  @Test
  @DisplayName("A description with half a character in it is refused")
  void halfACharacter() {
    Policy made = create("mail");
    PolicyEdit half = new PolicyEdit(Optional.empty(), Optional.of("for \ud83d"), Optional.empty());
    assertThatThrownBy(() -> policies.edit(tenantId(), made.id(), half, ADMIN))
        .isInstanceOfSatisfying(
            CustodyException.class,
            e -> assertThat(e.error()).isEqualTo(CustodyError.POLICY_DESCRIPTION_INVALID));
  }

  @Test
  @DisplayName("A policy that is in use no more gets no other availability key")
  void notInUse() {
    Policy made = create("mail");
    AvailabilityRolls rolls =
        new AvailabilityRolls(
            custody.database,
            custody.availabilityKeys,
            vaults,
            custody.bundle,
            custody.ledger,
            CustodyFixture.SUITE);
    try (CachedKeyAccess access =
        custody.access(vaults, CustodyFixture.PATIENT, System::nanoTime)) {
      AvailabilityRolls.RolledAvailabilityKey rolled =
          rolls.prepare(made.id(), access.depKeys(), Requester.system("roll"));
      custody.database.write(tx -> tx.execute("UPDATE policies SET state = 'PURGE_REQUESTED'"));
      assertThat(custody.database.<Boolean>write(tx -> rolls.apply(tx, rolled))).isFalse();
    }
  }

  @Test
  @DisplayName("fault 38: another tenant's policy is answered like one that does not exist")
  void fault38_otherTenantsPoliciesAreAbsent() {
    Policy made = create("mail");
    UUID other = custody.tenants.create("fabrikam", ADMIN).id();
    assertThat(policies.list(other, PolicyKind.MAILBOX)).isEmpty();
    for (UUID id : new UUID[] {made.id(), UUID.randomUUID()}) {
      assertThatThrownBy(() -> policies.get(other, id))
          .isInstanceOfSatisfying(
              CustodyException.class,
              e -> assertThat(e.error()).isEqualTo(CustodyError.POLICY_NOT_FOUND))
          .hasMessage("the tenant has no such policy; check its name or GUID");
    }
    assertThatThrownBy(() -> policies.find(other, PolicyKind.MAILBOX, "mail"))
        .isInstanceOf(CustodyException.class);
  }

  @Nested
  @DisplayName("A failure on the way")
  class FailureOnTheWay {

    @Test
    @DisplayName("of the bundle leaves no policy, and the next attempt succeeds")
    void ofTheBundle() {
      custody.bundle.failWith(new IllegalStateException("disk full"));
      assertThatThrownBy(() -> create("mail")).hasMessage("disk full");
      assertThat(policies.list(tenantId(), PolicyKind.MAILBOX)).isEmpty();
      custody.bundle.failWith(null);
      create("mail");
      assertThat(policies.list(tenantId(), PolicyKind.MAILBOX)).hasSize(1);
    }

    @Test
    @DisplayName("of the ledger leaves no policy: what cannot be recorded is not done")
    void ofTheLedger() {
      String entries =
          switch (dialect) {
            case SQLITE -> "ledger_entry";
            case POSTGRESQL -> "ledger_pending";
          };
      custody.database.write(tx -> tx.execute("ALTER TABLE " + entries + " RENAME TO gone"));
      assertThatThrownBy(() -> create("mail")).isInstanceOf(RuntimeException.class);
      custody.database.write(tx -> tx.execute("ALTER TABLE gone RENAME TO " + entries));
      assertThat(policies.list(tenantId(), PolicyKind.MAILBOX)).isEmpty();
      create("mail");
    }
  }

  private static UnaryOperator<RootKeyFacts> facts(UnaryOperator<RootKeyFacts> change) {
    return change;
  }

  private static RootKeyFacts with(
      RootKeyFacts f, String type, int bits, boolean enabled, Instant expiresOn) {
    return new RootKeyFacts(
        f.keyVersion(),
        type,
        bits,
        enabled,
        f.notBefore(),
        expiresOn,
        f.operations(),
        f.recoveryLevel(),
        f.recoverableDays());
  }

  private static RootKeyFacts notYetValid(RootKeyFacts f) {
    return new RootKeyFacts(
        f.keyVersion(),
        f.type(),
        f.sizeBits(),
        f.enabled(),
        Instant.parse("2027-01-01T00:00:00Z"),
        f.expiresOn(),
        f.operations(),
        f.recoveryLevel(),
        f.recoverableDays());
  }

  private static RootKeyFacts protectedBy(
      RootKeyFacts f, Set<String> operations, String level, int days) {
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

  private UUID tenantId() {
    return custody.tenant.id();
  }

  private Policy create(String name) {
    return policies.create(
        NewPolicy.forMailboxes(tenantId(), name, "for mail", ROOT_1.toString(), ROOT_2.toString()),
        ADMIN);
  }

  private void assertRefused(CustodyError error, String name, String first, String second) {
    assertThatThrownBy(
            () ->
                policies.create(NewPolicy.forMailboxes(tenantId(), name, "", first, second), ADMIN))
        .isInstanceOfSatisfying(
            CustodyException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  private void assertNothingKept() {
    assertThat(policies.list(tenantId(), PolicyKind.MAILBOX)).isEmpty();
    assertThat(custody.bundle.copies()).isEmpty();
  }
}
