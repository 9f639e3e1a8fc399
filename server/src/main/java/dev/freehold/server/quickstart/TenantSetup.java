package dev.freehold.server.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * Sets a tenant up, each step by the one whose task it is, over HTTPS with that one's own token.
 */
final class TenantSetup implements AutoCloseable {

  static final String TENANT = "contoso";
  static final String MAILBOX = "alice@contoso.com";
  static final String SITE = "board";
  private static final String KEY = "exchange-root";
  private static final String FILES_KEY = "sharepoint-root";
  private static final String GEO = "EUR";
  private static final String POLICY = "contoso-mail";

  private final FreeholdServer server;
  private final Clock clock;
  private final Connection administrator;
  private final ApiClient client;
  private final UUID tenantId;
  private final UUID[] workloads;
  private final List<VaultAdministrator> vaultAdministrators;
  private final UUID policyId;
  private final SiteClient site;
  private final String password;

  private TenantSetup(FreeholdServer server, Clock clock) throws IOException {
    this.server = server;
    this.clock = clock;
    JsonNode tenant = createTenant();
    this.tenantId = UUID.fromString(tenant.path("id").asText());
    this.administrator = connection(tenant.path("administrator")).withMailbox(MAILBOX);
    this.client = new ApiClient(administrator, clock);
    this.workloads = workloads();
    this.vaultAdministrators = List.of(vaultAdministrator("a"), vaultAdministrator("b"));
    this.policyId = createPolicy();
    client.post(
        "/api/v1/mailboxes",
        Map.of("address", MAILBOX, "displayName", "Alice Example", "policyId", policyId));
    allowReading(tenant.path("administrator").path("objectId").asText());
    this.password = createPerson();
    this.site = createSite();
  }

  /** Makes tenant, vaults, keys, policies, a mailbox, its owner and a site. */
  static TenantSetup run(FreeholdServer server, Clock clock) throws IOException {
    return new TenantSetup(server, clock);
  }

  /** Who administers mailboxes reads them only with a permission. */
  private void allowReading(String objectId) throws IOException {
    client.put(
        "/api/v1/mailboxes/%s/permissions/%s".formatted(MAILBOX, objectId),
        Map.of("accessRights", List.of("FullAccess")));
  }

  private JsonNode createTenant() throws IOException {
    Connection operator = Connection.read(server.operatorConnection());
    try (ApiClient asOperator = new ApiClient(operator, clock)) {
      return asOperator.post("/api/v1/tenants", Map.of("name", TENANT));
    }
  }

  private Connection connection(JsonNode application) {
    return new Connection(
        server.apiUri(),
        server.authorityPem(),
        tenantId.toString(),
        application.path("clientId").asText(),
        application.path("clientSecret").asText(),
        null);
  }

  /** Whom the vaults must give permission: mail's principal and files'. */
  private UUID[] workloads() throws IOException {
    return client.get("/api/v1/workloads").path("workloads").findValuesAsText("objectId").stream()
        .map(UUID::fromString)
        .toArray(UUID[]::new);
  }

  private VaultAdministrator vaultAdministrator(String letter) throws IOException {
    JsonNode application =
        client.post(
            "/api/v1/applications",
            Map.of(
                "displayName",
                "administrator of vault " + letter,
                "roles",
                List.of("VAULT_ADMIN")));
    UUID objectId = UUID.fromString(application.path("objectId").asText());
    JsonNode subscription =
        client.post(
            "/api/v1/subscriptions",
            Map.of("displayName", "subscription " + letter, "owners", List.of(objectId)));
    String name = TENANT + "-mail-" + letter;
    VaultAdministrator vaultAdministrator =
        new VaultAdministrator(
            connection(application),
            objectId,
            UUID.fromString(subscription.path("id").asText()),
            server.vaults().managementResource(),
            name,
            server.vaults().vaultUri(name),
            clock);
    vaultAdministrator.createVault(workloads);
    return vaultAdministrator;
  }

  private UUID createPolicy() throws IOException {
    SSLContext tls = server.clientTls();
    List<String> keys = vaultAdministrators.stream().map(a -> a.createKey(KEY, tls)).toList();
    JsonNode policy = client.post("/api/v1/policies", Map.of("name", POLICY, "keys", keys));
    return UUID.fromString(policy.path("id").asText());
  }

  /** Alice, who reads her mail with a mail program. Gives the password that she chooses. */
  private String createPerson() throws IOException {
    String first = UUID.randomUUID().toString();
    String own = UUID.randomUUID().toString();
    client.post(
        "/api/v1/users",
        Map.of(
            "userPrincipalName",
            MAILBOX,
            "displayName",
            "Alice Example",
            "roles",
            List.of(),
            "password",
            first));
    // A password that somebody else made is for one thing: to be replaced.
    client.post(
        "/api/v1/password",
        Map.of("userPrincipalName", MAILBOX, "currentPassword", first, "newPassword", own));
    return own;
  }

  /** A site of a geo that is under the tenant's keys before there is anything in it. */
  private SiteClient createSite() throws IOException {
    client.post("/api/v1/geos", Map.of("code", GEO));
    SSLContext tls = server.clientTls();
    List<String> keys =
        vaultAdministrators.stream().map(a -> a.createKeyVersion(FILES_KEY, tls)).toList();
    client.post(
        "/api/v1/geos/%s/policy".formatted(GEO),
        Map.of("primaryKey", keys.getFirst(), "secondaryKey", keys.getLast()));
    client.post("/api/v1/sites", Map.of("name", SITE, "geo", GEO));
    JsonNode key = client.post("/api/v1/access-keys", Map.of());
    return new SiteClient(server, SITE, key.path("id").asText(), key.path("secret").asText());
  }

  /** The tenant's administrator as a connection. */
  Connection administrator() {
    return administrator;
  }

  ApiClient client() {
    return client;
  }

  /** The site, reached by its owner. */
  SiteClient site() {
    return site;
  }

  /** By which Alice, whose user name is that of her mailbox, signs in. */
  String password() {
    return password;
  }

  UUID tenantId() {
    return tenantId;
  }

  UUID policyId() {
    return policyId;
  }

  List<String> vaultNames() {
    return vaultAdministrators.stream().map(VaultAdministrator::vaultName).toList();
  }

  /** Both vault administrators take the service's permission away. */
  void revoke() throws IOException {
    for (VaultAdministrator vaultAdministrator : vaultAdministrators) {
      vaultAdministrator.revoke(workloads);
    }
  }

  /** Both give it back. */
  void restore() throws IOException {
    for (VaultAdministrator vaultAdministrator : vaultAdministrators) {
      vaultAdministrator.grant(workloads);
    }
  }

  @Override
  public void close() {
    site.close();
    vaultAdministrators.forEach(VaultAdministrator::close);
    client.close();
  }
}
