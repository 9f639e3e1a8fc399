package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.policy.BuiltInRole;
import dev.freehold.vault.testing.RawClient.Reply;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vault where roles decide. */
class RoleRoutesTest extends ManagementFixture {

  private static final UUID PERSON = UUID.randomUUID();
  private static final UUID ID = UUID.randomUUID();
  private static final String ROLES = "/providers/Microsoft.Authorization/roleAssignments";
  private static final String DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions";

  @BeforeEach
  void makeVault() {
    make(",\"enableRbacAuthorization\":true");
  }

  private Reply assign(String scope, UUID id, BuiltInRole role) {
    return asOwner("PUT", scope + ROLES + "/" + id, assignment(PERSON, role, ""));
  }

  private static String assignment(UUID principal, BuiltInRole role, String more) {
    return """
    {"properties":{"roleDefinitionId":"%s%s/%s","principalId":"%s",
      "principalType":"serviceprincipal"%s}}
    """
        .formatted(SUB, DEFINITIONS, role.id(), principal, more);
  }

  private Reply key(String method, String path) {
    return keys(PERSON, method, path, method.equals("GET") ? "" : "{\"kty\":\"EC\"}");
  }

  @Test
  void policiesAreKeptButDoNotCount() {
    Reply refused = keys(ADMIN, "GET", "/keys/root", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.innerCode()).isEqualTo("ForbiddenByRbac");
    assertThat(refused.message().split("\r\n"))
        .startsWith("Caller is not authorized to perform action on resource.")
        .contains(
            "Action: 'Microsoft.KeyVault/vaults/keys/read'",
            "Resource: '%s/keys/root'".formatted(FRESH.toLowerCase(Locale.ROOT)),
            "Assignment: (not found)",
            "Vault: Fresh-Vault;location=test");
    assertThat(property(get(FRESH), "accessPolicies")).hasSize(1);
    asOwner("PATCH", FRESH, "{\"properties\":{\"enableRbacAuthorization\":false}}");
    assertThat(keys(ADMIN, "GET", "/keys/root", "").status()).isEqualTo(404);
  }

  @Test
  void anAssignmentIsInForceAtOnceAndTellsItsName() {
    assertThat(listKeys(PERSON)).isEqualTo(403);
    Reply made = assign(FRESH, ID, BuiltInRole.CRYPTO_OFFICER);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("id").asText()).isEqualTo(FRESH + ROLES + "/" + ID);
    assertThat(property(made, "principalType").asText()).isEqualTo("ServicePrincipal");
    assertThat(property(made, "scope").asText()).isEqualTo(FRESH);
    assertThat(key("POST", "/keys/root/create").status()).isEqualTo(200);
    assertThat(
            key("GET", "/keys/root")
                .response()
                .headers()
                .firstValue("x-ms-keyvault-rbac-assignment-id"))
        .contains(ID.toString());
    Reply removed = asOwner("DELETE", FRESH + ROLES + "/" + ID, "");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.json()).isEqualTo(made.json());
    assertThat(listKeys(PERSON)).isEqualTo(403);
    assertThat(asOwner("DELETE", FRESH + ROLES + "/" + ID, "").status()).isEqualTo(204);
  }

  @Test
  void oneKeysRoleIsForThatKeyAndForNothingWithoutAName() {
    assign(FRESH + "/keys/Root", ID, BuiltInRole.CRYPTO_OFFICER);
    assertThat(key("POST", "/keys/root/create").status()).isEqualTo(200);
    assertThat(key("GET", "/keys/root/versions").status()).isEqualTo(200);
    assertThat(key("POST", "/keys/other/create").status()).isEqualTo(403);
    assertThat(key("GET", "/keys").status()).isEqualTo(403);
    assertThat(key("GET", "/deletedkeys").status()).isEqualTo(403);
  }

  @Test
  void theSubscriptionsRoleIsForAllItsVaults() {
    assign(SUB, ID, BuiltInRole.READER);
    assertThat(key("GET", "/keys").status()).isEqualTo(200);
    assertThat(key("POST", "/keys/root/create").status()).isEqualTo(403);
  }

  @Test
  void aGroupsRoleIsForItsMembers() {
    UUID group = UUID.randomUUID();
    String body = assignment(group, BuiltInRole.READER, "");
    asOwner("PUT", FRESH + ROLES + "/" + ID, body);
    String token =
        vault
            .issuer()
            .token(
                TENANT,
                PERSON,
                vault.server().resource(),
                claims -> claims.claim("groups", List.of(group.toString())));
    assertThat(
            client
                .send("GET", "fresh-vault.vault.localhost", "/keys?api-version=7.4", token, "")
                .status())
        .isEqualTo(200);
    assertThat(listKeys(PERSON)).isEqualTo(403);
  }

  @Test
  void assignmentsAreListedByWhereAndForWhom() {
    assign(SUB, UUID.randomUUID(), BuiltInRole.READER);
    assign(FRESH, ID, BuiltInRole.CRYPTO_USER);
    assign(FRESH + "/keys/root", UUID.randomUUID(), BuiltInRole.CRYPTO_USER);
    assertThat(listed(FRESH + "/keys/root" + ROLES)).isEqualTo(3);
    assertThat(listed(FRESH + ROLES)).isEqualTo(3);
    assertThat(listed(FRESH + ROLES + "?$filter=atScope()")).isEqualTo(2);
    assertThat(listed(SUB + ROLES + "?$filter=atScope%28%29")).isEqualTo(1);
    assertThat(listed(FRESH + "/keys/other" + ROLES)).isEqualTo(2);
    assertThat(listed(SUB + ROLES + "?$filter=principalId%20eq%20'" + PERSON + "'")).isEqualTo(3);
    assertThat(listed(SUB + ROLES + "?$filter=assignedTo('" + ID + "')")).isZero();
    assertThat(get(FRESH + ROLES + "/" + ID).status()).isEqualTo(200);
    assertThat(get(SUB + ROLES + "/" + ID).status()).isEqualTo(200);
    assertThat(get(FRESH + "/keys/root" + ROLES + "/" + ID).code())
        .isEqualTo("RoleAssignmentNotFound");
  }

  private int listed(String path) {
    return get(path).json().get("value").size();
  }

  @Test
  void whatIsAssignedStaysWhatItIs() {
    assertThat(assign(FRESH, ID, BuiltInRole.READER).status()).isEqualTo(201);
    assertThat(assign(FRESH, ID, BuiltInRole.READER).status()).isEqualTo(200);
    assertThat(assign(FRESH, ID, BuiltInRole.ADMINISTRATOR).code())
        .isEqualTo("RoleAssignmentUpdateNotPermitted");
    assertThat(assign(FRESH, UUID.randomUUID(), BuiltInRole.READER).code())
        .isEqualTo("RoleAssignmentExists");
  }

  @ParameterizedTest
  @CsvSource({
    "12338af0-0e69-4776-bea7-57ae8d297424, aad8e1ec-55ec-4d3e-9bf0-3d6b0c1b8f6a, 400",
    "11111111-0e69-4776-bea7-57ae8d297424, '', 404"
  })
  void aConditionAndAnUnknownRoleAreRefused(UUID role, String condition, int status) {
    String body =
        assignment(PERSON, BuiltInRole.CRYPTO_USER, ",\"condition\":\"%s\"".formatted(condition))
            .replace(BuiltInRole.CRYPTO_USER.id().toString(), role.toString());
    assertThat(asOwner("PUT", FRESH + ROLES + "/" + ID, body).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(BuiltInRole.class)
  void rolesAreFoundByName(BuiltInRole role) {
    String name = role.title().replace(" ", "%20");
    Reply reply = get(FRESH + DEFINITIONS + "?$filter=roleName%20eq%20'" + name + "'");
    assertThat(reply.json().get("value")).hasSize(1);
    assertThat(reply.json().at("/value/0/name").asText()).isEqualTo(role.id().toString());
    assertThat(reply.json().at("/value/0/properties/roleName").asText()).isEqualTo(role.title());
    assertThat(get(SUB + DEFINITIONS + "/" + role.id()).json())
        .isEqualTo(reply.json().at("/value/0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"roleName%20ne%20'x'", "color%20eq%20'x'", "roleName%20eq%20x", "x"})
  void aFilterThatIsNotUnderstoodIsRefused(String filter) {
    assertThat(get(SUB + DEFINITIONS + "?$filter=" + filter).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {SUB, FRESH})
  void aPurgeOperatorPurgesDeletedVaultsAndNothingElse(String scope) {
    assign(scope, ID, BuiltInRole.PURGE_OPERATOR);
    String deleted = PROVIDER + "/locations/test/deletedVaults/fresh-vault";
    assertThat(as(PERSON, "DELETE", FRESH, "").status()).isEqualTo(403);
    asOwner("DELETE", FRESH, "");
    assertThat(as(PERSON, "GET", deleted, "").status()).isEqualTo(200);
    assertThat(as(PERSON, "PUT", FRESH, body(",\"createMode\":\"recover\"")).status())
        .isEqualTo(403);
    assertThat(as(PERSON, "GET", PROVIDER + "/deletedVaults", "").status())
        .isEqualTo(scope.equals(SUB) ? 200 : 403);
    assertThat(as(PERSON, "POST", deleted + "/purge", "").status()).isEqualTo(200);
    assertThat(get(deleted).status()).isEqualTo(404);
  }

  @Test
  void rolesComeBackWithTheirVaultAndGoWithIt() {
    assign(FRESH, ID, BuiltInRole.READER);
    asOwner("DELETE", FRESH, "");
    assertThat(listed(SUB + ROLES)).isEqualTo(1);
    asOwner("PUT", FRESH, body(",\"createMode\":\"recover\""));
    assertThat(listKeys(PERSON)).isEqualTo(200);
    asOwner("DELETE", FRESH, "");
    asOwner("POST", PROVIDER + "/locations/test/deletedVaults/fresh-vault/purge", "");
    assertThat(listed(SUB + ROLES)).isZero();
  }
}
