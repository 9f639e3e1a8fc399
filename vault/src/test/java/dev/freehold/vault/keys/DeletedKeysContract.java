package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.registry.Author;
import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.VaultSettings;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.subscriptions.Subscriptions;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From deletion to recovery or destruction, on every database. */
abstract class DeletedKeysContract {

  /** A vault without purge protection that keeps what was deleted for a week. */
  private static final String BRIEF = "contoso-brief";

  private static final String V = "?api-version=2025-07-01";
  private static final String RSA = "{\"kty\":\"RSA\",\"tags\":{\"a\":\"b\"}}";
  private static final String NEVER_SEEN =
      "A key with (name/id) %s was not found in this key vault. If you recently deleted this key"
          + " you may be able to recover it using the correct recovery command.";

  @TempDir Path folder;
  private RunningVault vault;
  private RawClient client;

  abstract Dialect dialect();

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder, dialect());
    client = new RawClient(vault);
    vault.addVault(BRIEF, 7, false);
  }

  @AfterEach
  void stop() {
    client.close();
    vault.close();
  }

  @Test
  void deletingAnswersWithWhatCanStillBeDone() {
    JsonNode made = created(BRIEF, "Root");
    JsonNode deleted = ok(delete(BRIEF, "root"));
    long now = vault.clock().instant().getEpochSecond();
    String base = vault.server().vaultUri(BRIEF).toString();
    assertThat(deleted.at("/key")).isEqualTo(made.at("/key"));
    assertThat(deleted.at("/tags")).isEqualTo(made.at("/tags"));
    assertThat(deleted.at("/attributes")).isEqualTo(made.at("/attributes"));
    assertThat(deleted.at("/recoveryId").asText()).isEqualTo(base + "/deletedkeys/Root");
    assertThat(deleted.at("/deletedDate").asLong()).isEqualTo(now);
    assertThat(deleted.at("/scheduledPurgeDate").asLong()).isEqualTo(now + 7 * 86_400);
    assertThat(deleted.at("/attributes/recoveryLevel").asText())
        .isEqualTo("CustomizedRecoverable+Purgeable");
    assertThat(deleted.at("/attributes/recoverableDays").asInt()).isEqualTo(7);
    assertThat(ok(get(BRIEF, "/deletedkeys/ROOT"))).isEqualTo(deleted);
    JsonNode item = ok(get(BRIEF, "/deletedkeys")).at("/value/0");
    assertThat(item.at("/kid").asText()).isEqualTo(base + "/keys/Root");
    for (String member : List.of("recoveryId", "deletedDate", "scheduledPurgeDate", "tags")) {
      assertThat(item.get(member)).isEqualTo(deleted.get(member));
    }
    assertThat(item.has("key")).isFalse();
  }

  @Test
  void theTwoRefusalsOfUnknownNamesAreTold() {
    created(BRIEF, "live");
    created(BRIEF, "purged");
    delete(BRIEF, "purged");
    purge(BRIEF, "purged");
    assertAbsent(get(BRIEF, "/deletedkeys/ghost"), NEVER_SEEN.formatted("ghost"));
    assertAbsent(delete(BRIEF, "ghost"), NEVER_SEEN.formatted("ghost"));
    assertAbsent(recover(BRIEF, "ghost"), NEVER_SEEN.formatted("ghost"));
    assertAbsent(purge(BRIEF, "ghost"), NEVER_SEEN.formatted("ghost"));
    assertAbsent(get(BRIEF, "/deletedkeys/live"), "Deleted Key not found: live");
    assertAbsent(purge(BRIEF, "live"), "Deleted Key not found: live");
    assertAbsent(get(BRIEF, "/deletedkeys/purged"), "Deleted Key not found: purged");
    assertAbsent(get(BRIEF, "/keys/purged"), NEVER_SEEN.formatted("purged"));
  }

  @Test
  void aDeletedKeyTakesPartInNothing() {
    created(BRIEF, "root");
    String version = created(BRIEF, "root").at("/key/kid").asText();
    version = version.substring(version.lastIndexOf('/') + 1);
    delete(BRIEF, "root");
    String crypto = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAEC\"}";
    for (Reply reply :
        List.of(
            get(BRIEF, "/keys/root"),
            get(BRIEF, "/keys/root/" + version),
            delete(BRIEF, "root"),
            send("PATCH", BRIEF, "/keys/root", "{\"attributes\":{\"enabled\":false}}"),
            send("POST", BRIEF, "/keys/root/" + version + "/wrapkey", crypto),
            send("POST", BRIEF, "/keys/root//unwrapkey", crypto))) {
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("KeyNotFound");
    }
    assertThat(ok(get(BRIEF, "/keys")).at("/value")).isEmpty();
    assertThat(ok(get(BRIEF, "/keys/root/versions")).at("/value")).isEmpty();
    for (Reply reply :
        List.of(
            send("POST", BRIEF, "/keys/root/create", "{}"),
            send("PUT", BRIEF, "/keys/root", "{}"))) {
      assertThat(reply.innerCode()).isEqualTo("ObjectIsDeletedButRecoverable");
    }
    Reply again = send("POST", BRIEF, "/keys/Root/create", RSA);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("Conflict");
    assertThat(again.innerCode()).isEqualTo("ObjectIsDeletedButRecoverable");
    assertThat(again.message())
        .isEqualTo(
            "Key Root is currently in a deleted but recoverable state, and its name cannot be"
                + " reused; in this state, the key can only be recovered or purged.");
  }

  @Test
  void recoveryBringsEverythingBackAsItWas() {
    created(BRIEF, "root");
    JsonNode latest = created(BRIEF, "root");
    JsonNode versions = ok(get(BRIEF, "/keys/root/versions"));
    delete(BRIEF, "root");
    vault.clock().advance(Duration.ofMinutes(50));
    assertThat(ok(recover(BRIEF, "root"))).isEqualTo(latest);
    assertThat(ok(get(BRIEF, "/keys/root/versions"))).isEqualTo(versions);
    assertThat(get(BRIEF, "/deletedkeys/root").status()).isEqualTo(404);
    Reply again = recover(BRIEF, "root");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("Conflict");
    assertThat(again.innerCode()).isEmpty();
    vault.clock().advance(Duration.ofDays(300));
    vault.server().keepHouse();
    assertThat(ok(get(BRIEF, "/keys/root"))).isEqualTo(latest);
  }

  @Test
  void purgingFreesTheNameAndLeavesNoRow() {
    created(BRIEF, "root");
    created(BRIEF, "root");
    delete(BRIEF, "root");
    Reply purged = purge(BRIEF, "root");
    assertThat(purged.status()).isEqualTo(204);
    assertThat(purged.response().body()).isEmpty();
    assertThat(rows("vault_key_versions")).isZero();
    assertThat(rows("vault_keys")).isZero();
    assertThat(recover(BRIEF, "root").status()).isEqualTo(404);
    created(BRIEF, "root");
    assertThat(ok(get(BRIEF, "/keys/root/versions")).at("/value")).hasSize(1);
    vault.server().keepHouse();
    assertThat(rows("vault_remains")).isZero();
  }

  @Test
  void purgeProtectionHoldsAgainstEveryoneUntilTheDayComes() {
    created(VAULT_A, "root");
    delete(VAULT_A, "root");
    Reply refused = purge(VAULT_A, "root");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("Forbidden");
    assertThat(refused.innerCode()).isEmpty();
    assertThat(refused.message())
        .isEqualTo(
            "Operation \"purge\" is not allowed because purge protection is enabled for this"
                + " vault. Key Vault service will automatically purge it after the retention period"
                + " has passed.\r\nVault: contoso-vault-a;location=test");
    vault.clock().advance(Duration.ofDays(90).minusSeconds(2));
    vault.server().keepHouse();
    assertThat(get(VAULT_A, "/deletedkeys/root").status()).isEqualTo(200);
    vault.clock().advance(Duration.ofSeconds(2));
    vault.server().keepHouse();
    assertAbsent(get(VAULT_A, "/deletedkeys/root"), "Deleted Key not found: root");
    assertThat(rows("vault_key_versions")).isZero();
    List<LedgerEntry> purges =
        vault.entries().stream()
            .map(recorded -> recorded.entry())
            .filter(entry -> entry.operation().equals("KeyPurge"))
            .toList();
    assertThat(purges)
        .extracting(LedgerEntry::actor, LedgerEntry::objectId, LedgerEntry::outcome)
        .contains(
            Tuple.tuple(
                "system:housekeeping",
                vault.server().vaultUri(VAULT_A) + "/keys/root",
                LedgerEntry.Outcome.DONE));
  }

  /** This node lets a purge in by what it read a moment before; another one protects meanwhile. */
  @Test
  void protectionThatCameWhileAPurgeWasUnderWayHolds() {
    vault.addVault("contoso-other", 7, false);
    Vaults vaults = new Vaults(Locations.of("local"), vault.clock());
    for (String name : List.of(BRIEF, "contoso-other")) {
      created(name, "root");
      delete(name, "root");
    }
    vault.database().write(tx -> protectedVault(tx, vaults));
    assertThat(purge(BRIEF, "root").status()).isEqualTo(403);
    vault
        .database()
        .write(
            tx -> {
              new Subscriptions(vault.clock()).protect(tx, RunningVault.SUBSCRIPTION);
              return true;
            });
    assertThat(purge("contoso-other", "root").status()).isEqualTo(403);
    assertThat(rows("vault_keys")).isEqualTo(2);
  }

  private static Vault protectedVault(Handle tx, Vaults vaults) {
    Vault present = vaults.find(tx, BRIEF).orElseThrow();
    return vaults.update(
        tx,
        present,
        VaultSettings.standard(7, true, present.settings().policies()),
        new Author("system:test", false));
  }

  @Test
  void fault55_aForgedDateOfPurgingEndsNoKey() {
    created(BRIEF, "victim");
    created(BRIEF, "other");
    vault.change(
        """
        INSERT INTO vault_keys
          (vault_id, folded_name, name, seal_id, last_ordinal, deleted_at, purge_at)
        SELECT vault_id, 'forged', 'forged', seal_id, 0, 1000, 2000
        FROM vault_keys WHERE folded_name = 'victim'
        """);
    vault.change(
        "UPDATE vault_keys SET deleted_at = 1000, purge_at = 2000 WHERE folded_name = 'other'");
    vault.server().keepHouse();
    assertThat(rows("vault_keys")).isEqualTo(3);
    assertThat(get(BRIEF, "/keys/victim").status()).isEqualTo(200);
    vault.change(
        "UPDATE vault_keys SET deleted_at = NULL, purge_at = NULL WHERE folded_name = 'other'");
    assertThat(get(BRIEF, "/keys/other").status()).isEqualTo(200);
  }

  @Test
  @Timeout(120)
  void forgedKeysNeitherKeepHousekeepingBusyNorKeepAKeyThatIsDue() {
    created(BRIEF, "root");
    delete(BRIEF, "root");
    insertDueKeys();
    vault.change("UPDATE vault_keys SET name = 'another' WHERE folded_name = 'k7'");
    int all = rows("vault_keys");
    vault.clock().advance(Duration.ofDays(8));
    vault.server().keepHouse();
    assertThat(rows("vault_keys")).isEqualTo(all - 1);
    assertThat(rows("vault_keys WHERE folded_name = 'root'")).isZero();
  }

  @Test
  void manyDueKeysOfSeveralVaultsArePurgedInOneRound() {
    insertDueKeys();
    vault.sealAnew();
    vault.server().keepHouse();
    assertThat(rows("vault_keys")).isZero();
  }

  private void insertDueKeys() {
    for (int i = 0; i < 130; i++) {
      vault.change(
          """
          INSERT INTO vault_keys (vault_id, folded_name, name, last_ordinal, deleted_at, purge_at)
          SELECT id, '%1$s', '%1$s', 0, 1000, 2000 FROM vault_vaults
          """
              .formatted("k" + i));
    }
  }

  @Test
  void deletedKeysArePagedByPosition() {
    for (String name : List.of("a", "b", "c", "d")) {
      created(BRIEF, name);
      delete(BRIEF, name);
    }
    JsonNode first = ok(get(BRIEF, "/deletedkeys", "&maxresults=2"));
    assertThat(first.at("/value")).hasSize(2);
    recover(BRIEF, "b");
    created(BRIEF, "0");
    delete(BRIEF, "0");
    String next = first.at("/nextLink").asText();
    String base = vault.server().vaultUri(BRIEF).toString();
    assertThat(next).startsWith(base + "/deletedkeys?");
    JsonNode second =
        ok(
            client.send(
                "GET",
                BRIEF + ".vault.localhost",
                next.substring(base.length()),
                vault.token(ADMIN),
                ""));
    assertThat(second.at("/value").findValuesAsText("recoveryId"))
        .containsExactly(base + "/deletedkeys/c", base + "/deletedkeys/d");
    assertThat(second.at("/nextLink").isNull()).isTrue();
  }

  @Test
  void noPermissionButPurgeDestroysAKey() {
    UUID caller = UUID.randomUUID();
    vault
        .administration()
        .changePolicies(
            BRIEF,
            AccessPolicyChange.ADD,
            List.of(
                AccessPolicy.of(
                    RunningVault.TENANT,
                    caller,
                    Permissions.ofKeys(
                        Arrays.stream(KeyPermission.values())
                            .filter(permission -> permission != KeyPermission.DELETE)
                            .filter(permission -> permission != KeyPermission.PURGE)
                            .toArray(KeyPermission[]::new)))));
    JsonNode made = created(BRIEF, "root");
    String token = vault.token(caller);
    for (String[] attempt :
        List.of(
            new String[] {"DELETE", "/keys/root", ""},
            new String[] {"DELETE", "/deletedkeys/root", ""},
            new String[] {"POST", "/keys/root/create", RSA},
            new String[] {"PATCH", "/keys/root", "{\"attributes\":{\"enabled\":false}}"})) {
      client.send(attempt[0], BRIEF + ".vault.localhost", attempt[1] + V, token, attempt[2]);
    }
    String kid = made.at("/key/kid").asText();
    String path = kid.substring(kid.indexOf("/keys/"));
    assertThat(ok(get(BRIEF, path)).at("/key/n")).isEqualTo(made.at("/key/n"));
    delete(BRIEF, "root");
    assertThat(
            client
                .send("DELETE", BRIEF + ".vault.localhost", "/deletedkeys/root" + V, token, "")
                .status())
        .isEqualTo(403);
    assertThat(recover(BRIEF, "root").status()).isEqualTo(200);
  }

  private int rows(String table) {
    return vault
        .database()
        .read(tx -> tx.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Integer.class).one());
  }

  private static void assertAbsent(Reply reply, String message) {
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("KeyNotFound");
    assertThat(reply.message()).isEqualTo(message);
  }

  private JsonNode created(String vaultName, String key) {
    return ok(send("POST", vaultName, "/keys/" + key + "/create", RSA));
  }

  private Reply delete(String vaultName, String key) {
    return send("DELETE", vaultName, "/keys/" + key, "");
  }

  private Reply recover(String vaultName, String key) {
    return send("POST", vaultName, "/deletedkeys/" + key + "/recover", "");
  }

  private Reply purge(String vaultName, String key) {
    return send("DELETE", vaultName, "/deletedkeys/" + key, "");
  }

  private Reply get(String vaultName, String path) {
    return send("GET", vaultName, path, "");
  }

  private Reply get(String vaultName, String path, String query) {
    return client.send(
        "GET", vaultName + ".vault.localhost", path + V + query, vault.token(ADMIN), "");
  }

  private Reply send(String method, String vaultName, String path, String body) {
    return client.send(method, vaultName + ".vault.localhost", path + V, vault.token(ADMIN), body);
  }

  private static JsonNode ok(Reply reply) {
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    return reply.json();
  }
}
