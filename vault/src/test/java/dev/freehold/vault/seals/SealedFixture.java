package dev.freehold.vault.seals;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.testing.TableCopy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A vault with a key that a service uses, and somebody who writes its database. */
abstract class SealedFixture {

  static final UUID SERVICE = UUID.randomUUID();
  static final UUID MALLORY = UUID.randomUUID();

  /** Every table that decides, and what refers to it, in the order in which rows can be put in. */
  static final List<String> TABLES =
      List.of(
          "vault_subscriptions",
          "vault_subscription_owners",
          "vault_resource_groups",
          "vault_vaults",
          "vault_access_policies",
          "vault_role_assignments",
          "vault_purged_names",
          "vault_keys",
          "vault_key_versions",
          "vault_key_version_use",
          "vault_seals");

  private static final String V = "?api-version=7.4";
  private static final AccessPolicy USE =
      AccessPolicy.of(
          TENANT,
          SERVICE,
          Permissions.ofKeys(KeyPermission.GET, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY));

  @TempDir Path folder;
  RunningVault vault;
  RawClient client;
  private String version;

  abstract Dialect dialect();

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder, dialect());
    client = new RawClient(vault);
    allow();
    Reply made = keys(ADMIN, "POST", "/keys/root/create", "{\"kty\":\"oct\",\"key_size\":256}");
    assertThat(made.status()).as(made.response().body()).isEqualTo(200);
    String kid = made.json().at("/key/kid").asText();
    version = kid.substring(kid.lastIndexOf('/') + 1);
    assertThat(use(SERVICE).status()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    client.close();
    vault.close();
  }

  void allow() {
    vault.administration().changePolicies(VAULT_A, AccessPolicyChange.ADD, List.of(USE));
  }

  void revoke() {
    vault.administration().changePolicies(VAULT_A, AccessPolicyChange.REMOVE, List.of(USE));
  }

  /** What is kept in memory of vaults is over. */
  void later() {
    vault.clock().advance(Duration.ofSeconds(2));
  }

  /** What a service gets that uses its key. */
  Reply use(UUID caller) {
    later();
    return keys(
        caller,
        "POST",
        "/keys/root/" + version + "/wrapkey",
        "{\"alg\":\"A256KW\",\"value\":\"AAAAAAAAAAAAAAAAAAAAAA\"}");
  }

  String versionedKey() {
    return "/keys/root/" + version;
  }

  Reply keys(UUID caller, String method, String path, String body) {
    return client.send(method, VAULT_A + ".vault.localhost", path + V, vault.token(caller), body);
  }

  Reply manage(UUID caller, String method, String path, String body) {
    later();
    return client.send(
        method,
        "management.vault.localhost",
        "/subscriptions/%s/resourceGroups/root-keys/providers/Microsoft.KeyVault/vaults/"
                .formatted(SUBSCRIPTION)
            + path,
        vault.issuer().token(TENANT, caller, vault.server().managementResource()),
        body);
  }

  Reply vaultAsManaged(UUID caller) {
    return manage(caller, "GET", VAULT_A + "?api-version=2023-02-01", "");
  }

  TableCopy copy() {
    return TableCopy.of(vault.bareDatabase(), TABLES);
  }

  void putBack(TableCopy copy) {
    copy.putBack(vault.bareDatabase());
  }

  /** Our fault, by name, and never a refusal. */
  static void assertRefusedRow(Reply reply) {
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(500);
    assertThat(reply.code()).isIn("VaultRowNotAuthentic", "VaultRowOutOfDate");
  }

  static void assertOutOfDate(Reply reply) {
    assertThat(reply.status()).as(reply.response().body()).isEqualTo(500);
    assertThat(reply.code()).isEqualTo("VaultRowOutOfDate");
  }

  long alarms() {
    return vault.entries().stream()
        .filter(entry -> entry.entry().operation().equals("RowRefused"))
        .count();
  }

  /** An id as SQL of this database. */
  String id(UUID id) {
    String hex = id.toString().replace("-", "");
    return dialect() == Dialect.SQLITE ? "X'" + hex + "'" : "'\\x" + hex + "'::bytea";
  }

  String vaultId(String name) {
    return "(SELECT id FROM vault_vaults WHERE folded_name = '" + name + "')";
  }
}
