package dev.freehold.vault.management;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.TENANT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server whose management plane is asked by the owner of its subscription. */
abstract class ManagementFixture {

  static final String HOST = "management.vault.localhost";
  static final String SUB = "/subscriptions/5555aaaa-0000-4000-8000-000000000001";
  static final String PROVIDER = SUB + "/providers/Microsoft.KeyVault";
  static final String GROUP = SUB + "/resourceGroups/rg";
  static final String VAULTS = GROUP + "/providers/Microsoft.KeyVault/vaults";
  static final String FRESH = VAULTS + "/Fresh-Vault";
  static final String V = "2023-02-01";

  @TempDir Path folder;
  RunningVault vault;
  RawClient client;

  @BeforeEach
  void start() {
    vault = RunningVault.start(folder);
    client = new RawClient(vault);
  }

  @AfterEach
  void stop() {
    client.close();
    vault.close();
  }

  String managementToken(UUID tenant, UUID caller) {
    return vault.issuer().token(tenant, caller, vault.server().managementResource());
  }

  Reply send(String method, String path, String token, String body) {
    String separator = path.contains("?") ? "&" : "?";
    String version = path.contains("api-version") ? "" : separator + "api-version=" + V;
    return client.send(method, HOST, path + version, token, body);
  }

  Reply asOwner(String method, String path, String body) {
    return send(method, path, managementToken(TENANT, ADMIN), body);
  }

  Reply get(String path) {
    return asOwner("GET", path, "");
  }

  Reply as(UUID caller, String method, String path, String body) {
    return send(method, path, managementToken(TENANT, caller), body);
  }

  /** Asks the vault {@code Fresh-Vault} for its keys and tells the status. */
  int listKeys(UUID caller) {
    return keys(caller, "GET", "/keys", "").status();
  }

  Reply keys(UUID caller, String method, String path, String body) {
    return client.send(
        method,
        "fresh-vault.vault.localhost",
        path + "?api-version=7.4",
        vault.token(caller),
        body);
  }

  /** Makes {@code Fresh-Vault}, with more properties. */
  Reply make(String more) {
    return asOwner("PUT", FRESH, body(more));
  }

  /** The body of a vault with one policy for the owner. */
  static String body(String more) {
    return """
    {"location":"test","properties":{"tenantId":"%s","sku":{"family":"A","name":"standard"},
     "accessPolicies":[{"tenantId":"%s","objectId":"%s","permissions":{"keys":["Get","WRAPKEY"]}}],
     "vaultUri":"https://ignored/","provisioningState":"ignored"%s}}
    """
        .formatted(TENANT, TENANT, ADMIN, more);
  }

  /** {@code {"properties":{"accessPolicies":[...]}}} for one principal. */
  static String policies(UUID principal, String permissions) {
    return """
    {"properties":{"accessPolicies":[{"tenantId":"%s","objectId":"%s","permissions":{%s}}]}}
    """
        .formatted(TENANT, principal, permissions);
  }

  static JsonNode property(Reply reply, String name) {
    return reply.json().at("/properties/" + name);
  }
}
