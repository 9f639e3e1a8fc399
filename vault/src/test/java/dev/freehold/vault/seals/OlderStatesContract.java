package dev.freehold.vault.seals;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.subscriptions.Subscription;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.testing.TableCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Genuine older states that somebody puts back, on every database. */
abstract class OlderStatesContract extends SealedFixture {

  private static final String API = "?api-version=2023-02-01";

  private Map<String, Runnable> revocations() {
    return Map.of(
        "permission removed", this::revoke,
        "version disabled",
            () -> ok(keys(ADMIN, "PATCH", versionedKey(), "{\"attributes\":{\"enabled\":false}}")),
        "operation taken away",
            () -> ok(keys(ADMIN, "PATCH", versionedKey(), "{\"key_ops\":[\"unwrapKey\"]}")),
        "key deleted", () -> ok(keys(ADMIN, "DELETE", "/keys/root", "")),
        "network shut",
            () ->
                ok(
                    manage(
                        ADMIN,
                        "PATCH",
                        VAULT_A + API,
                        "{\"properties\":{\"publicNetworkAccess\":\"Disabled\"}}")),
        "roles decide",
            () ->
                ok(
                    manage(
                        ADMIN,
                        "PATCH",
                        VAULT_A + API,
                        "{\"properties\":{\"enableRbacAuthorization\":true}}")),
        "vault deleted", () -> ok(manage(ADMIN, "DELETE", VAULT_A + API, "")));
  }

  private static void ok(dev.freehold.vault.testing.RawClient.Reply reply) {
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
  }

  @Test
  void fault57_aRevocationOfAnyKindIsNotUndoneByPuttingTheOlderStateBack() {
    for (Map.Entry<String, Runnable> one : revocations().entrySet()) {
      TableCopy before = copy();
      one.getValue().run();
      assertThat(use(SERVICE).status()).as(one.getKey()).isIn(403, 404);
      TableCopy revoked = copy();
      putBack(before);
      assertOutOfDate(use(SERVICE));
      assertThat(alarms()).as("told of: %s", one.getKey()).isPositive();
      putBack(revoked);
      assertThat(use(SERVICE).status()).as(one.getKey()).isIn(403, 404);
      putBack(before);
      vault.restart();
      assertOutOfDate(use(SERVICE));
      vault.restartAccepting();
      assertThat(use(SERVICE).status()).as("%s, accepted", one.getKey()).isEqualTo(200);
      assertThat(vault.server().acceptedRows()).as(one.getKey()).isNotEmpty();
      vault.restart();
      assertThat(use(SERVICE).status()).as("%s, for good", one.getKey()).isEqualTo(200);
    }
  }

  @Test
  void fault57_anOldProtectionOfASubscriptionDoesNotEndByPuttingBack() {
    TableCopy before = copy();
    ok(
        client.send(
            "POST",
            "management.vault.localhost",
            "/subscriptions/%s/providers/Microsoft.Features/providers/Microsoft.Resources/features/mandatoryRetentionPeriodEnabled/register?api-version=2021-07-01"
                .formatted(RunningVault.SUBSCRIPTION),
            vault.issuer().token(RunningVault.TENANT, ADMIN, vault.server().managementResource()),
            ""));
    putBack(before);
    assertOutOfDate(vaultAsManaged(ADMIN));
    assertOutOfDate(use(SERVICE));
  }

  @Test
  void fault57_aKeyThatWasPurgedDoesNotComeBackWithItsRows() {
    vault.addVault("contoso-brief", 7, false);
    String host = "contoso-brief.vault.localhost";
    String v = "?api-version=7.4";
    ok(client.send("POST", host, "/keys/gone/create" + v, vault.token(ADMIN), "{\"kty\":\"EC\"}"));
    ok(client.send("DELETE", host, "/keys/gone" + v, vault.token(ADMIN), ""));
    TableCopy before = copy();
    assertThat(
            client.send("DELETE", host, "/deletedkeys/gone" + v, vault.token(ADMIN), "").status())
        .isEqualTo(204);
    putBack(before);
    assertOutOfDate(
        client.send("POST", host, "/deletedkeys/gone/recover" + v, vault.token(ADMIN), ""));
    assertOutOfDate(client.send("GET", host, "/deletedkeys/gone" + v, vault.token(ADMIN), ""));
  }

  /** A process that is killed after the database and before the file leaves a good vault. */
  @Test
  void fault57_aDeathBetweenDatabaseAndMemoryLeavesWhatTheDatabaseSays() throws IOException {
    Path marks = folder.resolve("seal-marks");
    byte[] before = Files.readAllBytes(marks);
    revoke();
    TableCopy revoked = copy();
    vault.close();
    Files.write(marks, before);
    vault.open();
    assertThat(use(SERVICE).status()).isEqualTo(403);
    allow();
    assertThat(use(SERVICE).status()).isEqualTo(200);
    putBack(revoked);
    assertOutOfDate(use(SERVICE));
  }

  /** Half a record at the end is what a power cut leaves; within the file it is damage. */
  @Test
  void aMemoryWithATornEndOpensAndADamagedOneDoesNot() throws IOException {
    Path marks = folder.resolve("seal-marks");
    vault.close();
    byte[] whole = Files.readAllBytes(marks);
    Files.write(marks, java.util.Arrays.copyOf(whole, whole.length + 17));
    vault.open();
    assertThat(use(SERVICE).status()).isEqualTo(200);
    vault.close();
    byte[] damaged = Files.readAllBytes(marks);
    damaged[3] ^= 1;
    Files.write(marks, damaged);
    org.assertj.core.api.Assertions.assertThatThrownBy(vault::open)
        .hasMessageContaining("seal-marks")
        .hasMessageContaining("damaged");
    Files.write(marks, whole);
    vault.open();
  }

  /** What a node has never seen it takes as it is, and remembers from then on. */
  @Test
  void aNodeWithoutAMemoryTakesWhatItFindsAndThenRemembers() {
    TableCopy allowed = copy();
    vault.close();
    vault.forgetMarks();
    vault.open();
    assertThat(use(SERVICE).status()).isEqualTo(200);
    revoke();
    assertThat(use(SERVICE).status()).isEqualTo(403);
    putBack(allowed);
    assertOutOfDate(use(SERVICE));
  }

  @Test
  void rowsFromBeforeAreSealedOnceAndNeverAgain() {
    vault.sealAnew();
    assertThat(use(SERVICE).status()).isEqualTo(200);
    vault.change("UPDATE vault_key_versions SET seal_version = NULL, seal = NULL");
    vault.change("DELETE FROM vault_seals");
    vault.restart();
    assertRefusedRow(use(SERVICE));
    vault.close();
    vault.open();
    assertRefusedRow(use(SERVICE));
  }

  @Test
  void aSubscriptionThatIsGoneAfterAnHonestRestoreIsAcceptedToo() {
    TableCopy before = copy();
    UUID id = UUID.randomUUID();
    Subscription later = new Subscription(id, RunningVault.TENANT, "Later", Set.of(ADMIN));
    vault.administration().createSubscription(later);
    putBack(before);
    assertThat(vault.administration().isKeyHolder(UUID.randomUUID())).isTrue();
    vault.restartAccepting();
    assertThat(vault.administration().isKeyHolder(UUID.randomUUID())).isFalse();
    assertThat(vault.administration().subscription(id)).isEmpty();
    vault.administration().createSubscription(later);
    assertThat(vault.administration().subscription(id)).contains(later);
  }

  @Test
  void fault57_acceptingTakesNoForgedRowWhoseSealIsGoneForOneFromBefore() {
    vault.change("DELETE FROM vault_seals WHERE kind = 'database'");
    vault.change(
        "UPDATE vault_key_versions SET operations = 'wrapKey', seal = NULL, seal_version = NULL");
    vault.restartAccepting();
    assertRefusedRow(use(SERVICE));
  }

  @Test
  void anAcceptedRestoreIsListedAndInTheLedgerAndForgedRowsStayRefused() {
    TableCopy before = copy();
    vault.addVault("contoso-later", 7, false);
    revoke();
    putBack(before);
    vault.change(
        "UPDATE vault_access_policies SET permissions = '{\"KEYS\":[\"purge\"]}' WHERE vault_id = "
            + vaultId(RunningVault.VAULT_B));
    vault.restartAccepting();
    assertThat(use(SERVICE).status()).isEqualTo(200);
    List<String> accepted = vault.server().acceptedRows().stream().map(AcceptedRow::name).toList();
    assertThat(accepted).contains("vault " + VAULT_A);
    assertThat(accepted).doesNotContain("vault " + RunningVault.VAULT_B);
    assertThat(vault.entries())
        .anyMatch(entry -> entry.entry().operation().equals("VaultRollBackAccept"));
    assertRefusedRow(
        client.send(
            "GET",
            RunningVault.VAULT_B + ".vault.localhost",
            "/keys?api-version=7.4",
            vault.token(ADMIN),
            ""));
    vault.addVault("contoso-later", 7, false);
    assertThat(vault.administration().vault("contoso-later")).isPresent();
  }
}
