package dev.freehold.console;

import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.List;

/** A subscription of a test with its vaults, as the management plane answers about them. */
final class CannedSubscription {

  static final String MANAGEMENT = "?api-version=2023-07-01";
  static final String ROLES = "?api-version=2022-04-01";
  static final String PATH = "/subscriptions/s1";

  private static final String PROVIDER = "/providers/Microsoft.KeyVault";
  private static final String DELETED =
      "GET management " + PATH + PROVIDER + "/deletedVaults" + MANAGEMENT;
  private static final String AUTHORIZATION = "/providers/Microsoft.Authorization";

  private final CannedVaults answers;
  private final List<String> vaults = new ArrayList<>();
  private final List<String> assignments = new ArrayList<>();

  /** Puts the subscription into {@code answers}, named Keys A. */
  CannedSubscription(CannedVaults answers) {
    this.answers = answers;
    answers
        .on(
            "GET management /subscriptions?api-version=2022-12-01",
            "{\"value\": [{\"subscriptionId\": \"s1\", \"displayName\": \"Keys A\"}]}")
        .on(DELETED, "{\"value\": []}");
    refresh();
  }

  /** Adds a deleted vault. */
  CannedSubscription deleted(String name) {
    answers.on(DELETED, "{\"value\": [{\"name\": \"%s\", \"properties\": {}}]}".formatted(name));
    return this;
  }

  /** The path of a vault. */
  static String resource(String vault) {
    return PATH + "/resourceGroups/g" + PROVIDER + "/vaults/" + vault;
  }

  /** The path of an assignment of a role. */
  static String assignment(String scope, String id) {
    return scope + AUTHORIZATION + "/roleAssignments/" + id;
  }

  /** Adds a vault; {@code policies} are access policies as JSON. */
  CannedSubscription vault(String name, boolean goesByRoles, String... policies) {
    String json =
        """
        {"id": "%s", "name": "%s", "location": "local", "properties": {"tenantId": "t",
          "softDeleteRetentionInDays": 90, "enableRbacAuthorization": %s,
          "vaultUri": "https://%s.vault.example/", "accessPolicies": [%s]}}\
        """
            .formatted(resource(name), name, goesByRoles, name, String.join(",", policies));
    vaults.add(json);
    String filter =
        RequestUri.encode(
            "resourceType eq 'Microsoft.KeyVault/vaults' and name eq '%s'".formatted(name));
    answers
        .on(
            "GET management %s/resources?$filter=%s&api-version=2021-04-01".formatted(PATH, filter),
            "{\"value\": [{\"id\": \"%s\", \"name\": \"%s\"}]}".formatted(resource(name), name))
        .on("GET management " + resource(name) + MANAGEMENT, json);
    refresh();
    return this;
  }

  /** An access policy as JSON. */
  static String policy(String principal, String... keys) {
    return """
    {"tenantId": "t", "objectId": "%s", "permissions": {"keys": ["%s"]}}\
    """
        .formatted(principal, String.join("\",\"", keys));
  }

  /** Gives a role for {@code scope}, a path. */
  CannedSubscription role(String id, String principal, String role, String scope) {
    assignments.add(
        """
        {"id": "%s", "name": "%s", "properties": {"principalId": "%s", "scope": "%s",
         "roleDefinitionId": "%s%s/roleDefinitions/%s"}}\
        """
            .formatted(assignment(scope, id), id, principal, scope, PATH, AUTHORIZATION, role));
    refresh();
    return this;
  }

  /** Nobody has a right any more. */
  CannedSubscription emptied() {
    vaults.clear();
    assignments.clear();
    refresh();
    return this;
  }

  private void refresh() {
    answers.on(
        "GET management " + PATH + PROVIDER + "/vaults" + MANAGEMENT,
        "{\"value\": [%s]}".formatted(String.join(",", vaults)));
    answers.on(
        "GET management " + PATH + AUTHORIZATION + "/roleAssignments" + ROLES,
        "{\"value\": [%s]}".formatted(String.join(",", assignments)));
    definitions(PATH);
  }

  /** Lists the assignments and the roles for a vault too. */
  CannedSubscription rolesAt(String vault) {
    answers.on(
        "GET management " + resource(vault) + AUTHORIZATION + "/roleAssignments" + ROLES,
        "{\"value\": [%s]}".formatted(String.join(",", assignments)));
    definitions(resource(vault));
    return this;
  }

  private void definitions(String scope) {
    answers.on(
        "GET management " + scope + AUTHORIZATION + "/roleDefinitions" + ROLES,
        """
        {"value": [
          {"id": "%1$s/d/user", "name": "user", "properties": {"roleName": "Crypto User",
           "permissions": [{"dataActions": ["Microsoft.KeyVault/vaults/keys/unwrap/action"]}]}},
          {"id": "%1$s/d/reader", "name": "reader", "properties": {"roleName": "Key Reader",
           "permissions": [{"dataActions": ["Microsoft.KeyVault/vaults/keys/read"]}]}}]}
        """
            .formatted(PATH));
  }
}
