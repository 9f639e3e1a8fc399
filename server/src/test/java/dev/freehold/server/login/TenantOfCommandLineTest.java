package dev.freehold.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.Json;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The tenant that Azure CLI signs in to")
class TenantOfCommandLineTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("is the one behind the word adfs, or is asked for by id or name where there are two")
  void tenants() throws Exception {
    try (FreeholdServer server = TestServer.start(folder, Clock.systemUTC(), Map.of());
        ApiClient operator =
            new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC())) {
      assertRefused(ask(server, "adfs"), "AADSTS90019");

      String meadow = create(operator, "meadow");
      assertThat(tenant(ask(server, "adfs"))).isEqualTo(meadow);

      String harbour = create(operator, "harbour");
      JsonNode refusal = assertRefused(ask(server, "adfs"), "AADSTS90019");
      assertThat(refusal.path("error_description").asText())
          .contains("--tenant", "id", "name")
          .doesNotContain("meadow", meadow);
      assertThat(tenant(ask(server, "meadow"))).isEqualTo(meadow);
      assertThat(tenant(ask(server, "Harbour"))).isEqualTo(harbour);
      assertThat(tenant(ask(server, harbour))).isEqualTo(harbour);
      assertRefused(ask(server, "nobody"), "AADSTS90002");
    }
  }

  private static String create(ApiClient operator, String name) throws Exception {
    return operator.post("/api/v1/tenants", Map.of("name", name)).path("id").asText();
  }

  /** What the CLI asks for the value of {@code --tenant}. */
  private static HttpResponse<String> ask(FreeholdServer server, String tenant) throws Exception {
    URI address =
        URI.create(
            server.vaults().loginUri()
                + "/adfs/"
                + tenant
                + "/v2.0/.well-known/openid-configuration");
    try (HttpClient client = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }

  /** What the CLI takes from the answer. */
  private static String tenant(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body()).path("issuer").asText().split("/", -1)[3];
  }

  private static JsonNode assertRefused(HttpResponse<String> answer, String code) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode refusal = Json.MAPPER.readTree(answer.body());
    assertThat(refusal.path("error_description").asText()).startsWith(code);
    return refusal;
  }
}
