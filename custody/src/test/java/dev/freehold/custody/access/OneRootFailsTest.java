package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static dev.freehold.custody.testing.SimulatedVaults.CALL_TIMEOUT;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_1;
import static dev.freehold.custody.testing.SimulatedVaults.ROOT_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.policies.Policy;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.Resealed;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("When a root fails or lies")
class OneRootFailsTest {

  private static final Duration SECOND_ROOT =
      AccessHarness.SETTINGS.rootTimeouts().secondRootDelay();

  @TempDir private Path folder;
  private AccessHarness mail;

  @BeforeEach
  void open() {
    mail = AccessHarness.mail(folder);
  }

  @AfterEach
  void close() {
    mail.close();
  }

  @Test
  @DisplayName("fault 10: reads go on through the other; one event, one metric")
  void fault10_oneVaultDown() {
    mail.vaults.set(ROOT_1, Way.SILENT);
    openColdUntilAskedFirst(ROOT_1);
    List<LedgerEntry> failed = unwraps(Outcome.FAILED);
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().details())
        .containsEntry("failure", "DID_NOT_ANSWER")
        .containsEntry("code", "timeout");
    assertThat(mail.counted("did_not_answer")).isEqualTo(1);
    assertThat(mail.entries("FallbackToAvailabilityKey")).isEmpty();
  }

  @Test
  @DisplayName("fault 11: reads go on, and the tenant is warned of the refusing root")
  void fault11_oneVaultRefuses() {
    mail.vaults.set(ROOT_2, Way.REFUSES);
    openColdUntilAskedFirst(ROOT_2);
    List<LedgerEntry> refused = unwraps(Outcome.REFUSED);
    assertThat(refused).hasSize(1);
    assertThat(refused.getFirst().details())
        .containsKey("alert")
        .hasEntrySatisfying("rootKey", key -> assertThat(key).startsWith(ROOT_2.toString()));
    assertThat(mail.entries("PolicyLocked")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.249S", "PT0.999S"})
  @DisplayName("fault 15: a root of mail that answers within a second is the only one asked")
  void fault15_oneRootIsEnough(Duration stall) {
    mail.vaults.set(ROOT_1, Way.AGREES, stall);
    mail.vaults.set(ROOT_2, Way.AGREES, stall);
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    mail.time.advance(stall);
    assertThat(opening.join()).isEmpty();
    mail.time.advance(SECOND_ROOT);
    assertThat(mail.unwraps()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "fault 15: after a second the other root of mail is asked too, and both have a bound")
  void fault15_bothStall() {
    mail.vaults.set(ROOT_1, Way.AGREES, Duration.ofSeconds(30));
    mail.vaults.set(ROOT_2, Way.AGREES, Duration.ofSeconds(30));
    CompletableFuture<Optional<Reason>> opening = openInBackground();
    mail.time.advance(SECOND_ROOT);
    Eventually.holds("both are asked", () -> mail.vaults.underWay() == 2);
    Eventually.holds("both stall", () -> mail.time.waiting() == 2);
    mail.time.advance(CALL_TIMEOUT);
    assertThat(opening.join()).isEmpty();
    assertThat(mail.unwraps()).isEqualTo(2);
    assertThat(mail.availabilityUses("begin")).hasSize(1);
  }

  /** Opens on another thread; returns once a root stalls and the other waits its turn. */
  private CompletableFuture<Optional<Reason>> openInBackground() {
    CompletableFuture<Optional<Reason>> opening = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> opening.complete(Optional.ofNullable(mail.refusal(USER))));
    Eventually.holds(
        "a root stalls and the other waits its turn",
        () -> opening.isDone() || mail.time.waiting() >= 2);
    return opening;
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"WRONG_KEY", "WRONG_LENGTH"})
  @DisplayName("fault 16: what is not the key is never used, and raises an alert")
  void fault16_wrongAnswersAreNeverUsed(Way lie) {
    mail.vaults.set(ROOT_1, lie);
    try (OwnerKey sound = mail.access.open(mail.owner, USER)) {
      openColdUntilAskedFirst(ROOT_1);
      try (OwnerKey again = mail.access.open(mail.owner, USER)) {
        assertThat(again.key().sameAs(sound.key())).isTrue();
      }
    }
    String code = lie == Way.WRONG_KEY ? "commitment-mismatch" : "wrong-length";
    assertThat(mail.entries("KeyUnwrap"))
        .anySatisfy(
            entry -> assertThat(entry.details()).containsEntry("code", code).containsKey("alert"));
  }

  @Test
  @DisplayName("fault 16: two wrong answers serve no user and are told apart from a refusal")
  void fault16_bothWrong() {
    mail.vaults.setBoth(Way.WRONG_KEY);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.WRONG_ANSWER);
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"WRONG_KEY", "KEY_NOT_FOUND"})
  @DisplayName("fault 17: a key re-created under the same name opens nothing and changes nothing")
  void fault17_keysReCreated(Way sequel) {
    List<String> before = wrappedForms();
    mail.vaults.setBoth(sequel);
    assertThatThrownBy(() -> mail.openNow(USER))
        .hasMessageContaining(
            sequel == Way.WRONG_KEY
                ? "restore the original key, the data itself is untouched"
                : "KeyNotFound");
    assertThat(wrappedForms()).isEqualTo(before);
    mail.vaults.setBoth(Way.AGREES);
    mail.time.advance(AccessHarness.SETTINGS.failureMemory());
    mail.openNow(USER);
  }

  private List<String> wrappedForms() {
    return mail.custody.database.read(
        tx ->
            tx
                .createQuery(
                    """
                    SELECT key_version_uri AS name, wrapped_key FROM policy_roots
                    UNION ALL SELECT 'owner', wrapped_key FROM owner_keys
                    UNION ALL SELECT 'availability', wrapped_by_availability FROM policies\
                    """)
                .map(
                    (row, context) ->
                        row.getString(1) + " " + HexFormat.of().formatHex(row.getBytes(2)))
                .stream()
                .sorted()
                .toList());
  }

  @Test
  @DisplayName(
      "fault 06: if the two roots wrap different keys, the wrong one opens nothing and is reported")
  void fault06_wrappedFormsDiffer() {
    Policy other = mail.newPolicy("other", PolicyKind.MAILBOX);
    replaceWrappedKey(2, other);
    for (int i = 0; i < 16; i++) {
      mail.time.advance(LEASE);
      mail.openNow(USER);
    }
    replaceWrappedKey(1, other);
    mail.time.advance(LEASE);
    assertThat(mail.refusal(USER)).isEqualTo(Reason.WRONG_ANSWER);
    assertThat(mail.entries("KeyUnwrap"))
        .anySatisfy(entry -> assertThat(entry.details()).containsKey("alert"));
  }

  @Test
  @DisplayName("a use that cannot be recorded is not granted")
  void unrecordedUsesAreRefused() {
    mail.custody.database.write(tx -> tx.execute("DROP TABLE ledger_entry"));
    assertThat(mail.refusal(USER)).isEqualTo(Reason.NOT_RECORDED);
    mail.vaults.setBoth(Way.SILENT);
    mail.time.advance(AccessHarness.SETTINGS.failureMemory());
    assertThat(mail.refusal(SYSTEM)).isEqualTo(Reason.NOT_RECORDED);
  }

  @Test
  @DisplayName("a wrapped owner key that was moved to another row does not open")
  void movedOwnerKeysDoNotOpen() {
    UUID other = mail.newOwner();
    mail.custody.database.write(
        tx ->
            tx.createUpdate(
                    """
                    UPDATE owner_keys SET wrapped_key =
                      (SELECT wrapped_key FROM owner_keys WHERE id = :other) WHERE id = :id\
                    """)
                .bind("other", other)
                .bind("id", mail.owner)
                .execute());
    assertThat(mail.refusal(USER)).isEqualTo(Reason.WRONG_ANSWER);
  }

  private void replaceWrappedKey(int slot, Policy other) {
    mail.custody.database.write(
        tx -> {
          tx.createUpdate(
                  """
                  UPDATE policy_roots SET wrapped_key =
                    (SELECT wrapped_key FROM policy_roots WHERE policy_id = :other
                      AND slot = :slot)
                  WHERE policy_id = :id AND slot = :slot\
                  """)
              .bind("other", other.id())
              .bind("slot", slot)
              .bind("id", mail.policy.id())
              .execute();
          Resealed.row(tx, CustodySeals.POLICY_ROOT, mail.policy.id(), (long) slot);
          return null;
        });
  }

  private List<LedgerEntry> unwraps(Outcome outcome) {
    return mail.entries("KeyUnwrap").stream().filter(entry -> entry.outcome() == outcome).toList();
  }

  /** The first root is chosen at random; 64 cold opens all miss one with probability 2^-64. */
  private void openColdUntilAskedFirst(RootKeyUri root) {
    for (int i = 0; i < 64; i++) {
      mail.time.advance(LEASE);
      int before = mail.unwraps();
      mail.openNow(USER);
      if (mail.unwraps() - before == 2) {
        return;
      }
    }
    throw new AssertionError(root + " was never asked first");
  }
}
