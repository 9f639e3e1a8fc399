package dev.freehold.server.api;

import static dev.freehold.custody.identity.Role.GLOBAL_ADMIN;
import static dev.freehold.custody.identity.Role.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of any characters in the paths of routes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddNamesTest {

  private static final List<String> ODD =
      List.of(
          "contoso/nobody",
          "contoso\\nobody",
          "50%",
          "a%2Fb",
          "\"quoted\"",
          "o'neil",
          "a+b",
          "a;b=c",
          "a b",
          "a?b#c",
          "Åsa 日本",
          "..",
          ".",
          "x".repeat(2_000));

  private FreeholdServer server;
  private TestTenant contoso;
  private ApiClient operator;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    operator = new ApiClient(Connection.read(server.operatorConnection()), Clock.systemUTC());
    contoso = TestTenant.create(server, "contoso");
  }

  @AfterAll
  void stop() {
    contoso.close();
    operator.close();
    server.close();
  }

  static Stream<String> routes() {
    return ExpectedRoutes.TABLE.keySet().stream()
        .filter(route -> route.startsWith("GET /api/v1/") && route.contains("{"));
  }

  @ParameterizedTest
  @MethodSource("routes")
  @DisplayName("A name of nothing is not found, whatever its characters are")
  void nothing(String route) {
    Optional<ApiClient> client = client(ExpectedRoutes.TABLE.get(route));
    for (String name : client.isPresent() ? ODD : List.<String>of()) {
      String path = route.substring(4).replaceAll("\\{[^}]*}", RequestUri.encode(name));
      assertThatThrownBy(() -> client.get().get(path))
          .as(path)
          .isInstanceOfSatisfying(
              ApiRefusedException.class,
              refused -> {
                assertThat(refused.status()).as(path + refused.code()).isIn(404, 400, 409, 403);
                assertThat(refused.code()).as(path).doesNotStartWith("http-");
              });
    }
  }

  private Optional<ApiClient> client(Set<Role> roles) {
    if (roles.contains(OPERATOR)) {
      return Optional.of(operator);
    }
    return roles.isEmpty() || roles.contains(GLOBAL_ADMIN)
        ? Optional.of(contoso.client())
        : Optional.empty();
  }

  @Test
  @DisplayName("A mailbox and a policy are found by such a name")
  void found() throws IOException {
    String name = "Åsa/\\O'Neil \"50%25\" +;?#";
    JsonNode made =
        contoso
            .client()
            .post(
                "/api/v1/mailboxes", Map.of("address", "asa@contoso.example", "displayName", name));
    assertThat(contoso.client().get("/api/v1/mailboxes/" + RequestUri.encode(name)).path("id"))
        .isEqualTo(made.path("id"));
    assertThat(
            contoso
                .client()
                .get("/api/v1/mailboxes/" + RequestUri.encode("contoso\\asa"))
                .path("id"))
        .isEqualTo(made.path("id"));
    String policy = "Mail/North \"50%25\" + é";
    contoso.client().patch("/api/v1/policies/" + contoso.policyId(), Map.of("name", policy));
    assertThat(
            contoso
                .client()
                .get("/api/v1/policies/" + RequestUri.encode(policy))
                .path("id")
                .asText())
        .isEqualTo(contoso.policyId().toString());
  }
}
