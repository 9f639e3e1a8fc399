package dev.freehold.vault.seals;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import dev.freehold.vault.keys.KeyUnits;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.policy.Permissions;
import dev.freehold.vault.registry.AccessPolicyChange;
import dev.freehold.vault.registry.RegistryUnits;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes of two versions have one database, and each has to take what the other has sealed. */
@DisplayName("Rows that the last release has sealed")
class ReleasedRowsTest {

  private static final String WRITE = "freehold.seals.write";
  private static final Path RELEASED =
      Path.of(System.getProperty("freehold.root"), ".ci/released-vault-rows");

  private static final UUID SERVICE = UUID.fromString("5e41ce00-0000-4000-8000-000000000001");
  private static final String ROLE = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
  private static final String KEYS = "?api-version=7.4";
  private static final String VAULTS = "?api-version=2023-02-01";
  private static final String GONE = "contoso-gone";
  private static final String PURGED = "contoso-purged";
  private static final String BY_ROLES = "contoso-roles";

  @TempDir private Path folder;

  /** When a release is made. */
  @BeforeAll
  static void writeAnew(@TempDir Path fresh) throws IOException {
    if (Boolean.getBoolean(WRITE)) {
      try (RunningVault vault = RunningVault.start(fresh);
          RawClient client = new RawClient(vault)) {
        fillKeys(vault, client);
        fillVaults(vault, client);
        ReleasedRows.of(vault).write(RELEASED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("are sound, of every kind, and permit what they did")
  void sound(Dialect dialect) throws IOException {
    ReleasedRows released = ReleasedRows.read(RELEASED);
    try (RunningVault vault = RunningVault.start(folder, dialect)) {
      released.putInto(vault.bareDatabase());
      vault.restartWith(released.masterKey());
      Map<SealedThingKind, Set<VaultSealFinding>> found = findings(vault);
      assertThat(found).containsOnlyKeys(kinds());
      assertThat(found.values())
          .as(
              "seal a new meaning beside the old one; if a release was made, write the rows anew:"
                  + " mvn -pl vault -am -Dtest=ReleasedRowsTest -D%s=true test",
              WRITE)
          .containsOnly(EnumSet.of(VaultSealFinding.SOUND));
      try (RawClient client = new RawClient(vault)) {
        Reply key = client.send("GET", "/keys/root" + KEYS, vault.token(ADMIN), "");
        String id = key.json().at("/key/kid").asText();
        Reply used =
            client.send(
                "POST",
                "/keys/root/" + id.substring(id.lastIndexOf('/') + 1) + "/wrapkey" + KEYS,
                vault.token(SERVICE),
                "{\"alg\":\"A256KW\",\"value\":\"AAAAAAAAAAAAAAAAAAAAAA\"}");
        assertThat(used.status()).as(used.response().body()).isEqualTo(200);
      }
      assertThat(vault.server().refusedRows()).isZero();
      vault.change("UPDATE vault_keys SET last_ordinal = last_ordinal + 1");
      assertThat(findings(vault).get(SealedThingKind.KEY)).contains(VaultSealFinding.CHANGED);
    }
  }

  /** All kinds of which rows are, but the one that says that the others are there. */
  private static SealedThingKind[] kinds() {
    return EnumSet.complementOf(EnumSet.of(SealedThingKind.DATABASE, SealedThingKind.ALARM))
        .toArray(SealedThingKind[]::new);
  }

  private static Map<SealedThingKind, Set<VaultSealFinding>> findings(RunningVault vault) {
    return vault
        .database()
        .read(
            tx -> {
              Map<SealedThingKind, Set<VaultSealFinding>> found =
                  new EnumMap<>(SealedThingKind.class);
              for (SealedUnits units : List.of(new RegistryUnits(), new KeyUnits())) {
                add(tx, units, found);
              }
              return found;
            });
  }

  private static void add(
      Handle tx, SealedUnits units, Map<SealedThingKind, Set<VaultSealFinding>> found) {
    VaultSeals seals = VaultSeals.current();
    units.forEach(
        tx,
        unit ->
            unit.rows()
                .forEach(
                    row ->
                        found
                            .computeIfAbsent(
                                row.says().thing().kind(),
                                _ -> EnumSet.noneOf(VaultSealFinding.class))
                            .add(seals.find(row.says(), row.seal()))));
  }

  private static void fillKeys(RunningVault vault, RawClient client) {
    Permissions use =
        Permissions.ofKeys(KeyPermission.GET, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY);
    vault
        .administration()
        .changePolicies(
            VAULT_A, AccessPolicyChange.ADD, List.of(AccessPolicy.of(TENANT, SERVICE, use)));
    key(vault, client, "POST", "root/create", "{\"kty\":\"oct\",\"key_size\":256}");
    key(
        vault,
        client,
        "POST",
        "root/create",
        "{\"kty\":\"oct\",\"key_size\":256,\"attributes\":{\"nbf\":1,\"exp\":9000000000}}");
    key(
        vault,
        client,
        "POST",
        "pair/create",
        "{\"kty\":\"RSA\",\"key_size\":2048,\"key_ops\":[\"wrapKey\",\"unwrapKey\"],"
            + "\"tags\":{\"a\":\"b\"}}");
    key(
        vault,
        client,
        "PUT",
        "pair/rotationpolicy",
        "{\"lifetimeActions\":[{\"trigger\":{\"timeBeforeExpiry\":\"P30D\"},"
            + "\"action\":{\"type\":\"Notify\"}}],\"attributes\":{\"expiryTime\":\"P2Y\"}}");
    key(
        vault,
        client,
        "POST",
        "curve/create",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"attributes\":{\"enabled\":false}}");
    key(vault, client, "DELETE", "curve", "");
  }

  private static void key(
      RunningVault vault, RawClient client, String method, String path, String body) {
    done(client.send(method, "/keys/" + path + KEYS, vault.token(ADMIN), body));
  }

  /** One of each state that a vault's name can be in. */
  private static void fillVaults(RunningVault vault, RawClient client) {
    for (String name : List.of(GONE, PURGED, BY_ROLES)) {
      vault.addVault(name, 7, false);
    }
    String vaults = "resourceGroups/root-keys/providers/Microsoft.KeyVault/vaults/";
    manage(
        vault,
        client,
        "PATCH",
        vaults + BY_ROLES + VAULTS,
        "{\"properties\":{\"enableRbacAuthorization\":true,\"networkAcls\":"
            + "{\"defaultAction\":\"Deny\",\"ipRules\":[{\"value\":\"10.0.0.0/8\"}]}},"
            + "\"tags\":{\"a\":\"b\"}}");
    manage(
        vault,
        client,
        "PUT",
        vaults
            + BY_ROLES
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + SERVICE
            + "?api-version=2022-04-01",
        """
        {"properties":{"principalId":"%s",
         "roleDefinitionId":"/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/%s"}}
        """
            .formatted(SERVICE, SUBSCRIPTION, ROLE));
    manage(vault, client, "DELETE", vaults + GONE + VAULTS, "");
    manage(vault, client, "DELETE", vaults + PURGED + VAULTS, "");
    manage(
        vault,
        client,
        "POST",
        "providers/Microsoft.KeyVault/locations/test/deletedVaults/" + PURGED + "/purge" + VAULTS,
        "");
  }

  private static void manage(
      RunningVault vault, RawClient client, String method, String path, String body) {
    done(
        client.send(
            method,
            "management.vault.localhost",
            "/subscriptions/" + SUBSCRIPTION + "/" + path,
            vault.issuer().token(TENANT, ADMIN, vault.server().managementResource()),
            body));
  }

  private static void done(Reply reply) {
    assertThat(reply.status()).as(reply.response().body()).isBetween(200, 202);
  }
}
