package dev.freehold.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DeviceCodeCredentialBuilder;
import com.azure.identity.UsernamePasswordCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.client.TrustedAuthority;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.FirstPasswords;
import dev.freehold.server.testing.SoloVault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("People of vaults that run alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleOfVaultsTest {

  private static final String NAME = "vera@bank.example";
  private static final String PASSWORD = "nine quiet lanterns";

  private SoloVault vault;
  private Connection admin;
  private Browser browser;
  private String login;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    vault = SoloVault.start(folder.resolve("data"), Map.of());
    admin = vault.admin();
    browser = new Browser(TrustedAuthority.context(admin.authorityPem()));
    login = vault.login();
    try (ApiClient client = new ApiClient(admin, Clock.systemUTC())) {
      client.post(
          "/api/v1/users",
          Map.of(
              "userPrincipalName",
              NAME,
              "displayName",
              "Vera Holm",
              "password",
              FirstPasswords.before(PASSWORD)));
      choose(NAME, FirstPasswords.before(PASSWORD), PASSWORD);
    }
  }

  @AfterAll
  void stop() {
    browser.close();
    vault.close();
  }

  @Test
  @DisplayName("get tokens through the official client by name and password")
  @SuppressWarnings("deprecation") // it is still what programs without a browser use
  void byPassword() throws Exception {
    TokenCredential credential =
        new UsernamePasswordCredentialBuilder()
            .authorityHost(login)
            .disableInstanceDiscovery()
            .tenantId(admin.tenant())
            .clientId(PublicClient.APP_ID.toString())
            .username(NAME)
            .password(PASSWORD)
            .httpClient(sdk())
            .build();
    assertIsKnown(token(credential));
  }

  @Test
  @DisplayName("get tokens through the official client for a device, on the login host's page")
  void byDevice() throws Exception {
    TokenCredential credential =
        new DeviceCodeCredentialBuilder()
            .authorityHost(login)
            .disableInstanceDiscovery()
            .tenantId(admin.tenant())
            .clientId(PublicClient.APP_ID.toString())
            .httpClient(sdk())
            .challengeConsumer(shown -> approve(shown.getVerificationUrl(), shown.getUserCode()))
            .build();
    assertIsKnown(token(credential));
  }

  private void approve(String page, String code) {
    try {
      HttpResponse<String> done =
          browser.post(
              page,
              Map.of("code", code, "action", "approve", "username", NAME, "password", PASSWORD));
      assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    } catch (Exception failed) {
      throw new IllegalStateException("the page did not answer", failed);
    }
  }

  private String token(TokenCredential credential) {
    return credential
        .getTokenSync(
            new TokenRequestContext().addScopes(vault.vault().server().resource() + "/.default"))
        .getToken();
  }

  /** A token that is not accepted would be answered with 401, whatever the vault. */
  private void assertIsKnown(String token) throws Exception {
    HttpResponse<String> keys =
        browser.call(
            "GET",
            vault.vault().server().vaultUri("nowhere") + "/keys?api-version=7.4",
            token,
            null);
    assertThat(keys.statusCode()).as(keys.body()).isNotIn(401, 500);
  }

  @Test
  @DisplayName("are listed and changed by the administrator, and change their own password")
  void administered() throws Exception {
    try (ApiClient client = new ApiClient(admin, Clock.systemUTC())) {
      String other = "/api/v1/users/per@bank.example";
      JsonNode made =
          client.post(
              "/api/v1/users",
              Map.of("userPrincipalName", "per@bank.example", "displayName", "Per"));
      assertThat(client.get("/api/v1/users").path("users")).hasSize(2);
      assertThat(client.get(other).path("objectId")).isEqualTo(made.path("objectId"));
      String password = client.put(other + "/password", Map.of()).path("password").asText();
      assertThat(
              call(
                  "POST",
                  "/api/v1/password",
                  "none",
                  FirstPasswords.body("per@bank.example", password, "one hundred small bells")))
          .isEqualTo(204);
      String token = signIn("per@bank.example", "one hundred small bells");
      assertThat(call("GET", "/api/v1/users", token, null)).isEqualTo(403);
      assertThat(call("PUT", "/api/v1/users/x/password", token, Map.of())).isEqualTo(403);
      Map<String, String> change =
          Map.of(
              "currentPassword",
              "one hundred small bells",
              "newPassword",
              "two hundred small bells");
      assertThat(call("PUT", "/api/v1/me/password", token, change)).isEqualTo(204);
      // A new password ends the tokens of the one before.
      assertThat(call("PUT", "/api/v1/me/password", token, change)).isEqualTo(401);
      assertThat(call("PUT", "/api/v1/me/password", "x", change)).isEqualTo(401);
      signIn("per@bank.example", "two hundred small bells");
      String administrator = client.tokensFor(ApiAudience.SCOPE).current().value();
      assertThat(call("DELETE", other, administrator, null)).isEqualTo(204);
      assertThat(call("GET", other, administrator, null)).isEqualTo(404);
      assertThat(call("PATCH", other, administrator, Map.of("enabled", false))).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("who are deleted administer nothing with the token that they still have")
  void deletedAdministrator() throws Exception {
    String name = "/api/v1/users/ada@bank.example";
    Map<String, Object> wanted =
        Map.of("displayName", "way back", "roles", List.of("GLOBAL_ADMIN"));
    try (ApiClient client = new ApiClient(admin, Clock.systemUTC())) {
      client.post(
          "/api/v1/users",
          Map.of(
              "userPrincipalName",
              "ada@bank.example",
              "displayName",
              "Ada",
              "roles",
              List.of("GLOBAL_ADMIN"),
              "password",
              FirstPasswords.before(PASSWORD)));
      choose("ada@bank.example", FirstPasswords.before(PASSWORD), PASSWORD);
      String token = signIn("ada@bank.example", PASSWORD);
      assertThat(call("GET", name, token, null)).isEqualTo(200);
      String administrator = client.tokensFor(ApiAudience.SCOPE).current().value();
      assertThat(call("DELETE", name, administrator, null)).isEqualTo(204);
      assertThat(call("POST", "/api/v1/applications", token, wanted)).isEqualTo(401);
      assertThat(call("POST", "/api/v1/signing-keys", token, null)).isEqualTo(401);
      assertThat(call("GET", "/api/v1/users", token, null)).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("find the addresses of everything, and no service")
  void addresses() throws Exception {
    for (String at : new String[] {login, vault.vault().server().managementResource()}) {
      JsonNode addresses = Browser.json(browser.get(at + "/.well-known/freehold"));
      assertThat(addresses.path("authority").asText()).isEqualTo(login);
      assertThat(addresses.path("management").asText())
          .isEqualTo(vault.vault().server().managementResource());
      assertThat(addresses.has("api")).isFalse();
      assertThat(addresses.has("graph")).isFalse();
    }
  }

  private void choose(String name, String first, String password) throws IOException {
    FirstPasswords.replace(
        TrustedAuthority.context(admin.authorityPem()),
        vault.vault().server().loginUri(),
        name,
        first,
        password);
  }

  private String signIn(String name, String password) throws Exception {
    HttpResponse<String> reply =
        browser.post(
            login + "/common/oauth2/v2.0/token",
            Map.of(
                "grant_type",
                "password",
                "username",
                name,
                "password",
                password,
                "scope",
                ApiAudience.SCOPE));
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return Browser.json(reply).path("access_token").asText();
  }

  private int call(String method, String path, String token, Object json) throws Exception {
    return browser.call(method, login + path, token, json).statusCode();
  }

  private com.azure.core.http.HttpClient sdk() {
    return new JdkHttpClientBuilder(
            HttpClient.newBuilder().sslContext(TrustedAuthority.context(admin.authorityPem())))
        .build();
  }
}
