package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.policy.KeyPermission;
import dev.freehold.vault.testing.RawClient.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can destroy a key, and who cannot by any route. */
class SeparationTest extends ManagementFixture {

  private static final UUID KEY_ADMIN = UUID.randomUUID();
  private static final UUID SERVICE = UUID.randomUUID();
  private static final String DELETED = PROVIDER + "/locations/test/deletedVaults/fresh-vault";

  @BeforeEach
  void makeKey() {
    make(",\"enablePurgeProtection\":true");
    grant(KEY_ADMIN, EnumSet.complementOf(EnumSet.of(KeyPermission.DELETE, KeyPermission.PURGE)));
    grant(SERVICE, EnumSet.of(KeyPermission.GET, KeyPermission.WRAP_KEY, KeyPermission.UNWRAP_KEY));
    assertThat(keys(KEY_ADMIN, "POST", "/keys/root/create", "{\"kty\":\"RSA\"}").status())
        .isEqualTo(200);
  }

  private void grant(UUID principal, Set<KeyPermission> permissions) {
    String words =
        permissions.stream()
            .map(permission -> "\"" + permission.word() + "\"")
            .collect(Collectors.joining(","));
    asOwner(
        "PUT", FRESH + "/accessPolicies/replace", policies(principal, "\"keys\":[" + words + "]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /keys/root",
        "DELETE | /deletedkeys/root",
        "DELETE | /keys/root/",
        "DELETE | //keys/root"
      })
  @DisplayName("Everything but delete and purge does not destroy a key in the vault itself")
  void aKeyAdministratorCannotDestroyAKeyInItsVault(String method, String path) {
    assertThat(keys(KEY_ADMIN, method, path, "").status()).isEqualTo(403);
    theKeyIsThere();
  }

  @Test
  @DisplayName("What a key administrator may do to a key leaves its versions usable")
  void aKeyAdministratorCannotWriteOverAKey() {
    String kid = keys(SERVICE, "GET", "/keys/root", "").json().at("/key/kid").asText();
    Reply backup = keys(KEY_ADMIN, "POST", "/keys/root/backup", "");
    assertThat(backup.status()).isEqualTo(200);
    assertThat(keys(KEY_ADMIN, "POST", "/keys/root/create", "{\"kty\":\"EC\"}").status())
        .isEqualTo(200);
    assertThat(keys(KEY_ADMIN, "POST", "/keys/restore", backup.json().toString()).status())
        .isEqualTo(409);
    String path = kid.substring(kid.indexOf("/keys/"));
    assertThat(keys(SERVICE, "GET", path, "").status()).isEqualTo(200);
    String wrap = "{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAECAwQFBgcICQoLDA0ODw\"}";
    assertThat(keys(SERVICE, "POST", path + "/wrapkey", wrap).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | " + FRESH + " | ",
        "PATCH | " + FRESH + " | {}",
        "PUT | " + FRESH + " | {}",
        "PUT | " + FRESH + "/accessPolicies/add | {}",
        "PUT | " + FRESH + "/providers/Microsoft.Authorization/roleAssignments/x | {}",
        "POST | " + DELETED + "/purge | ",
        "DELETE | " + GROUP + " | "
      })
  @DisplayName("Permissions on keys are none in the management plane")
  void aKeyAdministratorHasNoSayInManagement(String method, String path, String body) {
    for (UUID caller : new UUID[] {KEY_ADMIN, SERVICE}) {
      Reply reply = as(caller, method, path, body == null ? "" : body);
      assertThat(reply.status()).isIn(403, 405);
    }
    theKeyIsThere();
  }

  @Test
  @DisplayName("A service with get, wrap and unwrap can do nothing else")
  void aServiceCanOnlyWhatItIsGranted() {
    for (String[] call :
        new String[][] {
          {"GET", "/keys"},
          {"GET", "/keys/root/versions"},
          {"POST", "/keys/other/create"},
          {"PUT", "/keys/other"},
          {"PATCH", "/keys/root"},
          {"DELETE", "/keys/root"},
          {"GET", "/deletedkeys"},
          {"POST", "/deletedkeys/root/recover"},
          {"DELETE", "/deletedkeys/root"}
        }) {
      String body = call[0].equals("GET") || call[0].equals("DELETE") ? "" : "{}";
      assertThat(keys(SERVICE, call[0], call[1], body).status()).isEqualTo(403);
    }
    assertThat(keys(SERVICE, "GET", "/keys/root", "").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("An owner can delete a vault but destroys nothing for as long as it is retained")
  void anOwnerCannotDestroyAProtectedKeyEither() {
    assertThat(asOwner("DELETE", FRESH, "").status()).isEqualTo(200);
    assertThat(asOwner("POST", DELETED + "/purge", "").status()).isEqualTo(403);
    assertThat(make("").status()).isEqualTo(409);
    vault.clock().advance(Duration.ofDays(89));
    vault.server().keepHouse();
    assertThat(asOwner("PUT", FRESH, body(",\"createMode\":\"recover\"")).status()).isEqualTo(200);
    theKeyIsThere();
    grant(ADMIN, EnumSet.allOf(KeyPermission.class));
    assertThat(keys(ADMIN, "DELETE", "/keys/root", "").status()).isEqualTo(200);
    assertThat(keys(ADMIN, "DELETE", "/deletedkeys/root", "").status()).isEqualTo(403);
    assertThat(keys(KEY_ADMIN, "POST", "/deletedkeys/root/recover", "").status()).isEqualTo(200);
    theKeyIsThere();
  }

  @Test
  @DisplayName("Whatever an owner does towards it is in the ledger under the owner's name")
  void whatAnOwnerDoesIsRecorded() {
    grant(ADMIN, EnumSet.of(KeyPermission.DELETE));
    keys(ADMIN, "DELETE", "/keys/root", "");
    asOwner("DELETE", FRESH, "");
    asOwner("POST", DELETED + "/purge", "");
    assertThat(
            vault.entries().stream()
                .filter(e -> e.entry().actor().equals(ADMIN.toString()))
                .map(e -> e.entry().operation()))
        .containsSubsequence(
            "VaultAccessPolicyChangedEventGridNotification",
            "KeyDelete",
            "VaultDelete",
            "VaultPurge");
  }

  @Test
  @DisplayName("No role but those that say so lets anyone delete or purge keys")
  void onlyTwoRolesDestroyKeys() {
    assertThat(Arrays.stream(BuiltInRole.values()).filter(SeparationTest::destroys))
        .containsExactlyInAnyOrder(BuiltInRole.ADMINISTRATOR, BuiltInRole.CRYPTO_OFFICER);
  }

  private static boolean destroys(BuiltInRole role) {
    return role.allows(KeyPermission.DELETE) || role.allows(KeyPermission.PURGE);
  }

  private void theKeyIsThere() {
    assertThat(keys(SERVICE, "GET", "/keys/root", "").status()).isEqualTo(200);
  }
}
