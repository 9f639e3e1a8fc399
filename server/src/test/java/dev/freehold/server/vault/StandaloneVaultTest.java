package dev.freehold.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.config.ConfigurationLoader;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Json;
import dev.freehold.server.quickstart.VaultAdministrator;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.run.StandaloneVault;
import dev.freehold.server.stores.DataFolder;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.VaultAdmin;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Vaults that run alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandaloneVaultTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir static Path folder;
  private StandaloneVault vault;
  private Connection admin;
  private HttpClient http;
  private String login;

  @BeforeAll
  void start() {
    vault = StandaloneVault.start(settings("data", "tenant"), Clock.systemUTC());
    admin = Connection.read(vault.administratorConnection());
    http = client(vault, admin);
    login = vault.server().loginUri().toString();
  }

  @AfterAll
  void stop() {
    http.close();
    vault.close();
  }

  private ServerSettings settings(String data, String form) {
    Map<String, String> values = new HashMap<>();
    values.put("freehold.data-folder", folder.resolve(data).toString());
    values.put("freehold.vault.port", "0");
    values.put("freehold.metrics.port", "0");
    values.put("freehold.vault.suffix", "keys.localhost");
    values.put("freehold.vault.authority-form", form);
    values.put("freehold.crypto.provider", "jdk");
    return ServerSettings.from(new ConfigurationLoader().load(Optional.empty(), Map.of(), values));
  }

  private static HttpClient client(StandaloneVault vault, Connection admin) {
    assertThat(vault.authorityPem()).isEqualTo(admin.authorityPem());
    return HttpClient.newBuilder()
        .sslContext(TrustedAuthority.context(admin.authorityPem()))
        .build();
  }

  @Test
  @DisplayName("make their administrator's credential once, and for its owner's eyes only")
  void credential() throws IOException {
    Path file = vault.administratorConnection();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(vault.isFirstStart()).isTrue();
    assertThat(admin.server()).isEqualTo(vault.server().loginUri());
  }

  @Test
  @DisplayName("do not start in a service's folder, nor a service in theirs")
  void foldersAreNotShared() {
    try (StandaloneVault other =
        StandaloneVault.start(settings("other", "tenant"), Clock.systemUTC())) {
      assertThat(other.isFirstStart()).isTrue();
    }
    assertThatThrownBy(() -> TestServer.start(folder.resolve("other"), Clock.systemUTC(), Map.of()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("vaults that run alone");
    FreeholdServer service =
        TestServer.start(folder.resolve("service"), Clock.systemUTC(), Map.of());
    service.close();
    assertThatThrownBy(
            () -> StandaloneVault.start(settings("service", "tenant"), Clock.systemUTC()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("the folder of a service");
  }

  @Test
  @DisplayName("leave nothing behind if an error ends their start")
  void error() {
    Path data = folder.resolve("failing");
    Clock failing =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("all times are UTC");
          }

          @Override
          public Instant instant() {
            // By then the folder is taken, and a listener answers.
            if (Files.exists(data.resolve("issuer.key"))) {
              throw new NoClassDefFoundError("on purpose");
            }
            return Instant.now();
          }
        };
    assertThatThrownBy(() -> StandaloneVault.start(settings("failing", "tenant"), failing))
        .isInstanceOf(NoClassDefFoundError.class);
    DataFolder.take(data).close();
  }

  @Test
  @DisplayName("answer what clients ask before they have a token, under the login host's name")
  void documents() throws Exception {
    JsonNode ofTenant = json("/" + admin.tenant() + "/v2.0/.well-known/openid-configuration");
    assertThat(ofTenant.path("token_endpoint").asText())
        .isEqualTo(login + "/" + admin.tenant() + "/oauth2/v2.0/token");
    assertThat(ofTenant.path("issuer").asText()).isEqualTo(login + "/" + admin.tenant() + "/");
    assertThat(json("/vault/v2.0/.well-known/openid-configuration")).isEqualTo(ofTenant);
    assertThat(json("/organizations/v2.0/.well-known/openid-configuration").path("token_endpoint"))
        .hasToString("\"" + login + "/organizations/oauth2/v2.0/token\"");

    assertThat(json("/adfs/.well-known/openid-configuration").path("token_endpoint").asText())
        .isEqualTo(login + "/adfs/oauth2/token/");
    assertThat(
            json("/adfs/adfs/v2.0/.well-known/openid-configuration")
                .path("issuer")
                .asText()
                .split("/", -1)[3])
        .as("what Azure CLI takes for the tenant")
        .isEqualTo(admin.tenant());
    assertThat(status("/adfs/v2.0/.well-known/openid-configuration")).isEqualTo(404);

    JsonNode instance =
        json("/common/discovery/instance?api-version=1.1&authorization_endpoint=https://x/y");
    assertThat(instance.path("metadata").path(0).path("preferred_network").asText())
        .isEqualTo(vault.server().loginUri().getAuthority());
    assertThat(json("/common/userrealm/a@b.example?api-version=1.0").path("account_type").asText())
        .isEqualTo("Managed");
    assertThat(json("/" + admin.tenant() + "/discovery/v2.0/keys").path("keys").path(0).size())
        .isPositive();
    assertThat(
            json("/" + UUID.randomUUID() + "/v2.0/.well-known/openid-configuration")
                .path("error_description")
                .asText())
        .startsWith("AADSTS90002");
    assertThat(status("/nothing")).isEqualTo(404);
  }

  @Test
  @DisplayName("give tokens on every route that clients use, and refuse in OAuth's words")
  void tokens() throws Exception {
    String good =
        "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s&client_info=1&x=y"
            .formatted(
                admin.clientId(),
                admin.clientSecret(),
                RequestUri.encode(vault.server().resource() + "/.default openid profile"));
    for (String path :
        new String[] {
          "/" + admin.tenant() + "/oauth2/v2.0/token",
          "/organizations/oauth2/v2.0/token",
          "/adfs/oauth2/token",
          "/adfs/oauth2/token/?client-request-id=" + UUID.randomUUID()
        }) {
      JsonNode answer = Json.MAPPER.readTree(post(path, FORM, good).body());
      assertThat(answer.path("token_type").asText()).as(path).isEqualTo("Bearer");
      assertThat(answer.path("expires_in").asLong()).isEqualTo(3600);
    }
    String v1 = good.replaceFirst("scope=.*?&", "resource=" + RequestUri.encode("https://x") + "&");
    assertThat(post("/adfs/oauth2/token", FORM, v1).statusCode()).isEqualTo(200);

    assertRefused(good.replaceFirst("secret=....", "secret=xxxx"), 401, "AADSTS7000215");
    assertRefused(good.replace("client_secret", "other"), 401, "AADSTS7000218");
    assertRefused(good.replace("client_id", "other"), 400, "AADSTS900144");
    assertRefused(good.replace("client_credentials", "implicit"), 400, "AADSTS70003");
    assertRefused(good.replace(".default", "x"), 400, "AADSTS500011");
    assertRefused(good + "&y=%zz", 400, "AADSTS900144");
    assertThat(post("/adfs/oauth2/token", "multipart/form-data; boundary=b", good).statusCode())
        .isEqualTo(400);
    assertThat(post("/adfs/oauth2/token", FORM, good + "y".repeat(17 << 10)).statusCode())
        .isEqualTo(413);
    assertThat(post("/" + UUID.randomUUID() + "/oauth2/v2.0/token", FORM, good).statusCode())
        .isEqualTo(401);
  }

  @Test
  @DisplayName("delay callers that fail too often, but never one with the right secret")
  void throttling() throws Exception {
    try (StandaloneVault other =
            StandaloneVault.start(settings("throttling", "tenant"), Clock.systemUTC());
        HttpClient client = client(other, Connection.read(other.administratorConnection()))) {
      Connection owner = Connection.read(other.administratorConnection());
      URI endpoint = URI.create(other.server().loginUri() + "/adfs/oauth2/token");
      String right =
          "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=https://x/.default"
              .formatted(owner.clientId(), owner.clientSecret());
      String wrong = right.replace("secret=", "secret=x");
      for (int i = 0; i < 30; i++) {
        assertThat(post(client, endpoint, FORM, wrong).statusCode()).isEqualTo(401);
      }
      HttpResponse<String> tooMany = post(client, endpoint, FORM, wrong);
      assertThat(tooMany.statusCode()).isEqualTo(429);
      assertThat(tooMany.headers().firstValue("Retry-After")).contains("60");
      assertThat(post(client, endpoint, FORM, right).statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("let unmodified official clients in by environment variables alone")
  void zeroCode() throws Exception {
    try (StandaloneVault adfs =
        StandaloneVault.start(settings("adfs", "adfs"), Clock.systemUTC())) {
      Connection connection = Connection.read(adfs.administratorConnection());
      String id = createKey(adfs, connection, Credentials.ofEnvironment(connection, sdk(adfs)));
      assertThat(id).startsWith(adfs.server().vaultUri("sdk-vault") + "/keys/root/");
    }
  }

  @Test
  @DisplayName("let official clients in by the tenant's GUID, and survive a change of signing keys")
  void byTenant() throws Exception {
    TokenCredential credential = Credentials.of(admin, sdk(vault));
    createKey(vault, admin, credential);
    KeyClient before = keys(vault, credential);
    assertThat(before.getKey("root").getName()).isEqualTo("root");

    try (ApiClient client = new ApiClient(admin, Clock.systemUTC())) {
      client.post("/api/v1/signing-keys", Map.of());
      assertThat(before.getKey("root").getName()).isEqualTo("root");
      KeyClient after = keys(vault, Credentials.of(admin, sdk(vault)));
      assertThat(after.getKey("root").getName()).isEqualTo("root");
    }
  }

  @Test
  @DisplayName("let the administrator make applications, give them new secrets, and delete them")
  void applications() throws Exception {
    JsonNode made = VaultAdmin.application(admin, "backup job");
    String id = made.path("clientId").asText();
    assertThat(get("/api/v1/applications", adminToken()).body()).contains(id);
    assertThat(get("/api/v1/applications", null).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/applications", adminToken() + "x").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/applications", token(as(made))).statusCode()).isEqualTo(403);

    try (ApiClient client = new ApiClient(admin, Clock.systemUTC())) {
      JsonNode second = client.post("/api/v1/applications/" + id + "/secret", Map.of());
      assertThat(token(as(second))).isNotEmpty();
      assertThatThrownBy(() -> token(as(made))).hasMessageContaining("AADSTS7000215");
    }
    assertThat(delete(id).statusCode()).isEqualTo(204);
    assertThat(delete(id).statusCode()).isEqualTo(404);
    assertThat(delete(admin.clientId()).statusCode()).isEqualTo(400);
  }

  private Connection as(JsonNode application) {
    return new Connection(
        admin.server(),
        admin.authorityPem(),
        admin.tenant(),
        application.path("clientId").asText(),
        application.path("clientSecret").asText(),
        null);
  }

  private String adminToken() throws IOException {
    return token(admin);
  }

  private static String token(Connection connection) throws IOException {
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC())) {
      return client.tokensFor(ApiAudience.SCOPE).current().value();
    }
  }

  private static com.azure.core.http.HttpClient sdk(StandaloneVault vault) {
    return new JdkHttpClientBuilder(
            HttpClient.newBuilder().sslContext(TrustedAuthority.context(vault.authorityPem())))
        .build();
  }

  private static KeyClient keys(StandaloneVault vault, TokenCredential credential) {
    return new KeyClientBuilder()
        .vaultUrl(vault.server().vaultUri("sdk-vault").toString())
        .credential(credential)
        .httpClient(sdk(vault))
        .buildClient();
  }

  private static String createKey(
      StandaloneVault vault, Connection connection, TokenCredential credential) throws IOException {
    try (VaultAdministrator administrator =
        VaultAdmin.of(
            connection,
            vault.server().managementResource(),
            vault.server().vaultUri("sdk-vault"))) {
      administrator.createVault(UUID.randomUUID());
    }
    return keys(vault, credential).createRsaKey(new CreateRsaKeyOptions("root")).getId();
  }

  private void assertRefused(String form, int status, String text) throws Exception {
    HttpResponse<String> response = post("/adfs/oauth2/token", FORM, form);
    JsonNode answer = Json.MAPPER.readTree(response.body());
    assertThat(response.statusCode()).as(text).isEqualTo(status);
    assertThat(answer.path("error_description").asText()).startsWith(text);
    assertThat(answer.path("error_codes").path(0).asText()).isEqualTo(text.replace("AADSTS", ""));
    assertThat(answer.path("correlation_id").asText()).hasSize(36);
  }

  private JsonNode json(String path) throws Exception {
    return Json.MAPPER.readTree(get(path, null).body());
  }

  private int status(String path) throws Exception {
    return get(path, null).statusCode();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(login + path)).GET();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> delete(String clientId) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(login + "/api/v1/applications/" + clientId))
            .header("Authorization", "Bearer " + adminToken())
            .DELETE()
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return post(http, URI.create(login + path), type, body);
  }

  private static HttpResponse<String> post(
      HttpClient client, URI endpoint, String type, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
