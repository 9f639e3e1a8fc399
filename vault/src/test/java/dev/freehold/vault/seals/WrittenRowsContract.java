package dev.freehold.vault.seals;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static dev.freehold.vault.testing.RunningVault.VAULT_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.opening.SchemaSnapshot;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.testing.TableCopy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows that decide about keys, written by something else than the vaults, on every database. */
abstract class WrittenRowsContract extends SealedFixture {

  /** Another value for each column that decides; those that foreign keys keep are tried as rows. */
  private static final Map<String, Map<String, String>> DECIDING =
      Map.of(
          "vault_subscriptions",
          Map.of("tenant_id", "{id}", "protected", "1 - protected"),
          "vault_subscription_owners",
          Map.of("object_id", "{id}"),
          "vault_vaults",
          Map.ofEntries(
              Map.entry("folded_name", "'elsewhere'"),
              Map.entry("name", "'Elsewhere'"),
              Map.entry("resource_group", "'other'"),
              Map.entry("location", "'other'"),
              Map.entry("tenant_id", "{id}"),
              Map.entry("sku", "'premium'"),
              Map.entry("retention_days", "7"),
              Map.entry("purge_protection", "0"),
              Map.entry("rbac", "1"),
              Map.entry(
                  "network",
                  "'{\"publicAccess\":true,\"deny\":true,\"bypass\":\"NONE\","
                      + "\"ranges\":[\"127.0.0.1/32\"]}'"),
              Map.entry("tags", "'{\"freehold-authority\":\"adfs\"}'"),
              Map.entry("deleted_at", "5"),
              Map.entry("purge_at", "9000000000000")),
          "vault_access_policies",
          Map.of(
              "object_id", "{id}",
              "application_id", "{id}",
              "permissions", "'{\"KEYS\":[\"get\",\"wrapKey\",\"unwrapKey\",\"purge\"]}'"),
          "vault_role_assignments",
          Map.of(
              "id", "{id}",
              "vault_id", "{id}",
              "key_name", "'other'",
              "principal_id", "{id}",
              "role", "{role}"),
          "vault_keys",
          Map.of(
              "name", "'Root'",
              "seal_id", "{id}",
              "last_ordinal", "2",
              "deleted_at", "5",
              "purge_at", "9000000000000",
              "rotation_policy", "'{}'"),
          "vault_key_versions",
          Map.ofEntries(
              Map.entry("version", "{id}"),
              Map.entry("ordinal", "9"),
              Map.entry("kind", "'RSA'"),
              Map.entry("hardware", "1 - hardware"),
              Map.entry("engine", "'other'"),
              Map.entry("public_key", "{bytes}"),
              Map.entry("operations", "'wrapKey'"),
              Map.entry("enabled", "1 - enabled"),
              Map.entry("not_before", "5"),
              Map.entry("expires", "9000000000000"),
              Map.entry("created_at", "5")),
          "vault_seals",
          Map.of());

  /** Columns that decide nothing, and those that say which row it is where foreign keys hold it. */
  private static final Map<String, Set<String>> OTHERS =
      Map.of(
          "vault_subscriptions", Set.of("id", "display_name", "created_at"),
          "vault_subscription_owners", Set.of("subscription_id"),
          "vault_vaults",
              Set.of(
                  "id",
                  "subscription_id",
                  "platform_uses",
                  "created_by",
                  "created_at",
                  "modified_by",
                  "modified_at"),
          "vault_access_policies", Set.of("vault_id", "position"),
          "vault_role_assignments",
              Set.of("subscription_id", "principal_type", "created_by", "created_at"),
          "vault_keys", Set.of("vault_id", "folded_name", "rotate_at"),
          "vault_key_versions", Set.of("vault_id", "folded_name", "sealed", "tags", "updated_at"),
          "vault_seals", Set.of("kind", "id"));

  /** Tables that decide nothing about who may use a key. */
  private static final Set<String> UNSEALED_TABLES =
      Set.of(
          "vault_resource_groups",
          "vault_purged_names",
          "vault_remains",
          "vault_worlds",
          "vault_master_key",
          "vault_key_version_use",
          "vault_expiry_notices",
          "vault_grants");

  private static final UUID ROLE = UUID.fromString("e147488a-f6f5-4113-8e2d-b22465e65bf6");
  private static final UUID OTHER_ROLE = UUID.fromString("14b46e9e-c2b7-41b4-b07b-48a6ebf60603");

  @Test
  void everyColumnOfTheSchemaIsSealedOrKnownToDecideNothing() {
    Map<String, Set<String>> known = new TreeMap<>();
    DECIDING.forEach(
        (table, columns) ->
            known.put(
                table,
                Stream.of(columns.keySet(), OTHERS.get(table), ofSeals(table))
                    .flatMap(Set::stream)
                    .collect(Collectors.toCollection(TreeSet::new))));
    Map<String, Set<String>> found =
        vault.schema().tables().stream()
            .filter(table -> table.name().startsWith("vault_"))
            .filter(table -> !UNSEALED_TABLES.contains(table.name()))
            .collect(
                Collectors.toMap(
                    SchemaSnapshot.Table::name,
                    table -> new TreeSet<>(table.columns()),
                    (one, _) -> one,
                    TreeMap::new));
    assertThat(found).isEqualTo(known);
  }

  private static Set<String> ofSeals(String table) {
    return switch (table) {
      case "vault_keys", "vault_key_versions" -> Set.of("seal", "seal_version");
      case "vault_seals" -> Set.of("seal", "version");
      default -> Set.of();
    };
  }

  @Test
  void fault55_aChangeOfAnyDecidingColumnIsRefusedAndHarmlessWhenTakenBack() {
    TableCopy before = copy();
    DECIDING.forEach(
        (table, columns) ->
            columns.forEach(
                (column, value) -> {
                  if (!table.equals("vault_role_assignments")) {
                    assertChangeIsRefused(before, table, column, value);
                  }
                }));
    assertThat(use(SERVICE).status()).isEqualTo(200);
  }

  private void assertChangeIsRefused(TableCopy before, String table, String column, String value) {
    String where = table.equals("vault_vaults") ? " WHERE folded_name = '" + VAULT_A + "'" : "";
    if (table.equals("vault_access_policies")) {
      where = " WHERE object_id = " + id(SERVICE);
    }
    vault.change("UPDATE " + table + " SET " + column + " = " + sql(value) + where);
    boolean isOfSubscription = table.startsWith("vault_subscription");
    var reply = isOfSubscription ? vaultAsManaged(ADMIN) : use(SERVICE);
    assertThat(reply.status()).as("%s.%s", table, column).isEqualTo(500);
    assertThat(reply.code()).as("%s.%s", table, column).startsWith("VaultRow");
    putBack(before);
    assertThat(use(SERVICE).status()).as("%s.%s taken back", table, column).isEqualTo(200);
  }

  private String sql(String value) {
    return value
        .replace("{id}", id(MALLORY))
        .replace("{role}", id(OTHER_ROLE))
        .replace("{bytes}", id(MALLORY));
  }

  @Test
  void fault55_aSealThatIsChangedCopiedOrTakenAwayIsRefused() {
    TableCopy before = copy();
    for (String change :
        List.of(
            "UPDATE vault_seals SET version = version + 1 WHERE kind = 'vault'",
            "DELETE FROM vault_seals WHERE kind = 'vault'",
            "UPDATE vault_seals SET seal = (SELECT seal FROM vault_seals WHERE kind = 'database')"
                + " WHERE kind = 'vault'",
            "DELETE FROM vault_seals",
            "UPDATE vault_keys SET seal_version = seal_version + 1",
            "UPDATE vault_keys SET seal = NULL",
            "UPDATE vault_keys SET seal_id = seal",
            "UPDATE vault_key_versions SET operations = 'nonsense'",
            "UPDATE vault_key_versions SET seal_version = seal_version + 1",
            "UPDATE vault_key_versions SET seal = NULL, seal_version = NULL")) {
      vault.change(change);
      assertRefusedRow(use(SERVICE));
      putBack(before);
      assertThat(use(SERVICE).status()).as(change).isEqualTo(200);
    }
    vault.change("DELETE FROM vault_seals");
    vault.restart();
    assertRefusedRow(use(SERVICE));
  }

  /** The first exploit: a revoked service gave itself its permission back. */
  @Test
  void fault55_anAccessPolicyThatIsPutInOpensNothing() {
    revoke();
    assertThat(use(SERVICE).status()).isEqualTo(403);
    insertPolicy(VAULT_A);
    assertRefusedRow(use(SERVICE));
    assertRefusedRow(use(ADMIN));
    assertThat(vault.server().refusedRows()).isEqualTo(2);
    assertThat(alarms()).isEqualTo(1);
    assertRefusedRow(use(SERVICE));
    vault.restart();
    assertRefusedRow(use(SERVICE));
    assertThat(alarms()).as("once, over restarts").isEqualTo(1);
    vault.change("DELETE FROM vault_access_policies WHERE position = 10");
    assertThat(use(SERVICE).status()).isEqualTo(403);
    assertThat(use(ADMIN).status()).isEqualTo(200);
  }

  private void insertPolicy(String vaultName) {
    vault.change(
        """
        INSERT INTO vault_access_policies
          (vault_id, position, object_id, application_id, permissions)
        VALUES (%s, 10, %s, %s, '{"KEYS":["get","wrapKey","unwrapKey"]}')
        """
            .formatted(vaultId(vaultName), id(SERVICE), id(new UUID(0, 0))));
  }

  /** The second exploit: an owner who is put in gives himself permissions by the ordinary PUT. */
  @Test
  void fault55_anOwnerWhoIsPutInManagesNothing() {
    assertThat(vaultAsManaged(MALLORY).status()).isEqualTo(403);
    vault.change(
        "INSERT INTO vault_subscription_owners (subscription_id, object_id) VALUES (%s, %s)"
            .formatted(id(SUBSCRIPTION), id(MALLORY)));
    assertRefusedRow(vaultAsManaged(MALLORY));
    String body =
        """
        {"properties":{"accessPolicies":[{"tenantId":"%s","objectId":"%s",
         "permissions":{"keys":["get","unwrapKey"]}}]}}
        """
            .formatted(TENANT, MALLORY);
    assertRefusedRow(
        manage(MALLORY, "PUT", VAULT_A + "/accessPolicies/add?api-version=2023-02-01", body));
    assertRefusedRow(use(MALLORY));
    assertThat(vault.administration().isKeyHolder(UUID.randomUUID()))
        .as("nobody can tell who is one")
        .isTrue();
  }

  @Test
  void fault55_aRoleThatIsPutInOrChangedGivesNothing() {
    assignRole();
    assertThat(use(MALLORY).status()).isEqualTo(200);
    TableCopy before = copy();
    DECIDING
        .get("vault_role_assignments")
        .forEach(
            (column, value) -> {
              vault.change(
                  "UPDATE vault_role_assignments SET %s = %s"
                      .formatted(column, sql(value.replace("{id}", id(SERVICE)))));
              assertRefusedRow(use(MALLORY));
              putBack(before);
            });
    vault.change("DELETE FROM vault_role_assignments");
    assertRefusedRow(use(MALLORY));
    putBack(before);
    assertThat(use(MALLORY).status()).isEqualTo(200);
    vault.change(
        """
        INSERT INTO vault_role_assignments (subscription_id, id, vault_id, key_name, principal_id,
          principal_type, role, created_by, created_at)
        SELECT subscription_id, %s, vault_id, key_name, %s, principal_type, role, created_by, 0
        FROM vault_role_assignments
        """
            .formatted(id(UUID.randomUUID()), id(SERVICE)));
    assertRefusedRow(use(SERVICE));
  }

  /** Gives a role at the vault, which roles decide about from then on. */
  private void assignRole() {
    String rbac = "{\"properties\":{\"enableRbacAuthorization\":true}}";
    assertThat(manage(ADMIN, "PATCH", VAULT_A + "?api-version=2023-02-01", rbac).status())
        .isEqualTo(200);
    String role =
        """
        {"properties":{"principalId":"%s",
         "roleDefinitionId":"/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/%s"}}
        """
            .formatted(MALLORY, SUBSCRIPTION, ROLE);
    var made =
        manage(
            ADMIN,
            "PUT",
            VAULT_A
                + "/providers/Microsoft.Authorization/roleAssignments/"
                + UUID.randomUUID()
                + "?api-version=2022-04-01",
            role);
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
  }

  @Test
  void fault55_rowsThatAreDeletedAreMissed() {
    TableCopy before = copy();
    for (String change :
        List.of(
            "DELETE FROM vault_access_policies WHERE object_id = " + id(SERVICE),
            "DELETE FROM vault_subscription_owners",
            "DELETE FROM vault_key_version_use WHERE 1 = 1; DELETE FROM vault_key_versions")) {
      for (String one : change.split("; ", -1)) {
        vault.change(one);
      }
      assertRefusedRow(use(SERVICE));
      putBack(before);
      assertThat(use(SERVICE).status()).as(change).isEqualTo(200);
    }
    vault.change("DELETE FROM vault_access_policies");
    vault.change("DELETE FROM vault_key_version_use");
    vault.change("DELETE FROM vault_key_versions");
    vault.change("DELETE FROM vault_keys");
    vault.change("DELETE FROM vault_vaults");
    assertRefusedRow(use(SERVICE));
    vault.change("DELETE FROM vault_seals");
    assertRefusedRow(use(SERVICE));
  }

  @Test
  void fault55_deletingRowsWithTheirSealsFreesNobodyFromARuleAboutEverybody() {
    UUID anybody = UUID.randomUUID();
    assertThat(vault.administration().isKeyHolder(anybody)).isFalse();
    TableCopy before = copy();
    vault.change("DELETE FROM vault_access_policies WHERE vault_id = " + vaultId(VAULT_B));
    vault.change("DELETE FROM vault_vaults WHERE folded_name = '" + VAULT_B + "'");
    vault.change(
        "DELETE FROM vault_seals WHERE kind = 'vault' AND id = "
            + id(SealedThing.vault(VAULT_B).id()));
    assertThat(vault.administration().isKeyHolder(anybody)).isTrue();
    putBack(before);
    assertThat(vault.administration().isKeyHolder(anybody)).isFalse();
    TABLES.reversed().forEach(table -> vault.change("DELETE FROM " + table));
    assertThat(vault.administration().isKeyHolder(ADMIN)).isTrue();
  }

  @Test
  void fault55_aBackupLacksNoVersionThatIsRefused() {
    assertThat(keys(ADMIN, "POST", "/keys/root/create", "{\"kty\":\"oct\"}").status())
        .isEqualTo(200);
    assertThat(keys(ADMIN, "POST", "/keys/root/backup", "").status()).isEqualTo(200);
    vault.change("UPDATE vault_key_versions SET enabled = 0 WHERE ordinal = 1");
    assertRefusedRow(keys(ADMIN, "POST", "/keys/root/backup", ""));
  }

  @Test
  void fault56_policiesAndSealsOfAnotherVaultAreNotThisOnes() {
    vault
        .administration()
        .changePolicies(
            VAULT_B,
            AccessPolicyChange.ADD,
            List.of(AccessPolicy.of(TENANT, MALLORY, Permissions.ofKeys(KeyPermission.WRAP_KEY))));
    vault.change(
        "UPDATE vault_access_policies SET vault_id = %s WHERE object_id = %s"
            .formatted(vaultId(VAULT_A), id(MALLORY)));
    vault.change(
        """
        UPDATE vault_seals SET
          version = (SELECT version FROM vault_seals WHERE kind = 'vault' AND id = %2$s),
          seal = (SELECT seal FROM vault_seals WHERE kind = 'vault' AND id = %2$s)
        WHERE kind = 'vault' AND id = %1$s
        """
            .formatted(id(SealedThing.vault(VAULT_A).id()), id(SealedThing.vault(VAULT_B).id())));
    assertRefusedRow(use(MALLORY));
    assertRefusedRow(use(SERVICE));
  }

  @Test
  void aListingLeavesOutWhatIsRefusedAndTellsOfIt() {
    insertPolicy(VAULT_B);
    later();
    var listed = manage(ADMIN, "GET", "?api-version=2023-02-01", "");
    assertThat(listed.status()).as(listed.response().body()).isEqualTo(200);
    assertThat(listed.json().at("/value")).hasSize(1);
    vault.change("UPDATE vault_key_versions SET enabled = 0");
    later();
    assertThat(keys(ADMIN, "GET", "/keys", "").json().at("/value")).isEmpty();
    vault.server().keepHouse();
    assertThat(alarms()).isPositive();
  }

  @Test
  void aForgedRotationMakesNoNewVersionOfADisabledKey() {
    var disabled = keys(ADMIN, "PATCH", versionedKey(), "{\"attributes\":{\"enabled\":false}}");
    assertThat(disabled.status()).isEqualTo(200);
    vault.change("UPDATE vault_keys SET rotate_at = 5");
    vault.server().keepHouse();
    assertThat(keys(ADMIN, "GET", "/keys/root/versions", "").json().at("/value")).hasSize(1);
  }
}
