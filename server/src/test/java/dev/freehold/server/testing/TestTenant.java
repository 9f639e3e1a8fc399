package dev.freehold.server.testing;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.freehold.server.client.AccessTokens;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.VaultManagement;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.vault.subscriptions.Subscription;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A tenant with one administrator for everything, two vaults, a policy and a mailbox, made over the
 * same ways that a real one uses. The tests know its first root key.
 */
public final class TestTenant implements AutoCloseable {

  private static final List<String> ALL_ON_KEYS =
      List.of(
          "create",
          "import",
          "get",
          "list",
          "update",
          "delete",
          "recover",
          "backup",
          "restore",
          "wrapKey",
          "unwrapKey");
  private static final List<String> SERVICE = List.of("get", "wrapKey", "unwrapKey");
  private static final KeyPair FIRST_ROOT = rsa();
  private static final KeyPair SECOND_ROOT = rsa();

  private final FreeholdServer server;
  private final String name;
  private final Connection administrator;
  private final ApiClient client;
  private final UUID objectId;
  private final List<UUID> workloads = new ArrayList<>();
  private final VaultManagement management;
  private final UUID policyId;

  private TestTenant(FreeholdServer server, Clock clock, String name) throws IOException {
    this.server = server;
    this.name = name;
    JsonNode tenant = make(server, clock, name);
    this.administrator =
        connection(server, tenant.path("id").asText(), tenant.path("administrator"))
            .withMailbox(mailbox());
    this.objectId = UUID.fromString(tenant.path("administrator").path("objectId").asText());
    this.client = new ApiClient(administrator, clock);
    for (JsonNode workload : client.get("/api/v1/workloads").path("workloads")) {
      workloads.add(UUID.fromString(workload.path("objectId").asText()));
    }
    UUID subscription = UUID.randomUUID();
    UUID tenantId = UUID.fromString(administrator.tenant());
    server
        .vaults()
        .administration("system:test")
        .createSubscription(new Subscription(subscription, tenantId, name, Set.of(objectId)));
    this.management =
        new VaultManagement(client, server.vaults().managementResource(), subscription, "tests");
    List<String> keys = List.of(key("a", FIRST_ROOT), key("b", SECOND_ROOT));
    JsonNode policy = client.post("/api/v1/policies", Map.of("name", "mail", "keys", keys));
    this.policyId = UUID.fromString(policy.path("id").asText());
    JsonNode made =
        client.post("/api/v1/mailboxes", Map.of("address", mailbox(), "policyId", policyId));
    if (!made.path("address").asText().equals(mailbox())) {
      throw new IllegalStateException("the mailbox has another address: " + made);
    }
    allowReading(mailbox());
  }

  /** Makes the tenant, where time is what {@code clock} says. */
  public static TestTenant create(FreeholdServer server, Clock clock, String name)
      throws IOException {
    return new TestTenant(server, clock, name);
  }

  /** Makes the tenant. */
  public static TestTenant create(FreeholdServer server, String name) throws IOException {
    return new TestTenant(server, Clock.systemUTC(), name);
  }

  /** Gives the administrator full access to a mailbox, without which nobody reads it here. */
  public void allowReading(String address) throws IOException {
    client.put(
        "/api/v1/mailboxes/%s/permissions/%s".formatted(address, objectId),
        Map.of("accessRights", List.of("FullAccess")));
  }

  private static JsonNode make(FreeholdServer server, Clock clock, String name) throws IOException {
    try (ApiClient operator = new ApiClient(Connection.read(server.operatorConnection()), clock)) {
      return operator.post("/api/v1/tenants", Map.of("name", name));
    }
  }

  /** How an application connects, from the JSON that its maker got. */
  public static Connection connection(
      FreeholdServer server, String tenantId, JsonNode application) {
    return new Connection(
        server.apiUri(),
        server.authorityPem(),
        tenantId,
        application.path("clientId").asText(),
        application.path("clientSecret").asText(),
        null);
  }

  private String key(String letter, KeyPair pair) throws IOException {
    ArrayNode policies = Json.MAPPER.createArrayNode();
    policies.add(policy(objectId, ALL_ON_KEYS));
    for (UUID workload : workloads) {
      policies.add(policy(workload, SERVICE));
    }
    management.createVault(vault(letter), administrator.tenant(), policies);
    String id = keys(letter).importKey("root", JsonWebKey.fromRsa(pair)).getId();
    return id.substring(0, id.lastIndexOf('/'));
  }

  private String vault(String letter) {
    return name + "-vault-" + letter;
  }

  /** The official client for the keys of one of the two vaults, {@code a} or {@code b}. */
  public KeyClient keys(String letter) {
    return new KeyClientBuilder()
        .vaultUrl(server.vaults().vaultUri(vault(letter)).toString())
        .credential(new Credential(client))
        .httpClient(
            new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(server.clientTls()))
                .build())
        .buildClient();
  }

  /** The URI of a key in one of the two vaults, without version; made if it is not there. */
  public String newKey(String letter, String key) {
    String id = keys(letter).createRsaKey(new CreateRsaKeyOptions(key).setKeySize(2048)).getId();
    return id.substring(0, id.lastIndexOf('/'));
  }

  private JsonNode policy(UUID principal, List<String> permissions) {
    ArrayNode keys = Json.MAPPER.createArrayNode();
    permissions.forEach(keys::add);
    return Json.MAPPER
        .createObjectNode()
        .put("tenantId", administrator.tenant())
        .put("objectId", principal.toString())
        .set("permissions", Json.MAPPER.createObjectNode().set("keys", keys));
  }

  /** Takes the service's permission on both vaults away, or gives it back. */
  public void permit(boolean allowed) throws IOException {
    for (String letter : List.of("a", "b")) {
      permit(letter, allowed, SERVICE);
    }
  }

  /** The same for some permissions on one of the two vaults. */
  public void permit(String letter, boolean allowed, List<String> permissions) throws IOException {
    ArrayNode policies = Json.MAPPER.createArrayNode();
    workloads.forEach(workload -> policies.add(policy(workload, permissions)));
    management.changePolicies(vault(letter), allowed ? "add" : "remove", policies);
  }

  /** An application of the tenant with these roles, as its client. */
  public ApiClient application(Clock clock, String... roles) throws IOException {
    JsonNode made =
        client.post(
            "/api/v1/applications",
            Map.of("displayName", "test application", "roles", new ArrayList<>(List.of(roles))));
    return new ApiClient(connection(server, administrator.tenant(), made), clock);
  }

  /** Makes a person of the tenant, who has replaced the first password. */
  public UUID person(String userName, String displayName, String password, String... roles)
      throws IOException {
    return person(server, client, userName, displayName, password, roles);
  }

  /**
   * Makes a person of any tenant, who has replaced the first password by {@code password}.
   *
   * @param administrator the client of the tenant's administrator
   * @return the person's object id
   */
  public static UUID person(
      FreeholdServer server,
      ApiClient administrator,
      String userName,
      String displayName,
      String password,
      String... roles)
      throws IOException {
    JsonNode made =
        administrator.post(
            "/api/v1/users",
            Map.of(
                "userPrincipalName",
                userName,
                "displayName",
                displayName,
                "roles",
                List.of(roles),
                "password",
                FirstPasswords.before(password)));
    FirstPasswords.replace(server.clientTls(), server.apiUri(), userName, password);
    return UUID.fromString(made.path("objectId").asText());
  }

  /** The root key in the first vault. */
  public static KeyPair firstRoot() {
    return FIRST_ROOT;
  }

  /** The mailbox's address. */
  public String mailbox() {
    return "alice@" + name + ".example";
  }

  /** The policy's GUID. */
  public UUID policyId() {
    return policyId;
  }

  /** The administrator as a connection, with the mailbox. */
  public Connection administrator() {
    return administrator;
  }

  /** The administrator's client. */
  public ApiClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK makes RSA keys", impossible);
    }
  }

  private record Credential(ApiClient client) implements TokenCredential {

    @Override
    public Mono<AccessToken> getToken(com.azure.core.credential.TokenRequestContext request) {
      return Mono.fromCallable(
          () -> {
            AccessTokens.Token token =
                client.tokensFor(String.join(" ", request.getScopes())).current();
            return new AccessToken(token.value(), token.expiresAt().atOffset(ZoneOffset.UTC));
          });
    }
  }
}
