package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.TestOperator;
import dev.freehold.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Operators")
class OperatorAccessTest {

  private static final String OPERATORS = "/api/v1/operator/operators";

  @TempDir private Path folder;

  private FreeholdServer start(Map<String, String> settings) {
    return TestServer.start(folder.resolve("data"), Clock.systemUTC(), settings);
  }

  private static List<String> names(Connection connection) throws IOException {
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC())) {
      JsonNode all = client.get(OPERATORS).path("operators");
      return all.findValuesAsText("displayName");
    }
  }

  @Test
  @DisplayName("fault60: are not made by a start where there is one, whatever file is gone")
  void fault60_noneIsMadeTwice() throws Exception {
    Path file;
    Connection first;
    try (FreeholdServer server = start(Map.of())) {
      assertThat(server.isFirstStart()).isTrue();
      file = server.operatorConnection();
      first = Connection.read(file);
    }
    Files.delete(file);
    try (FreeholdServer server = start(Map.of())) {
      assertThat(server.isFirstStart()).isFalse();
      assertThat(file).doesNotExist();
      assertThat(names(first.movedTo(server.apiUri(), server.authorityPem())))
          .containsExactly("operator");
    }
  }

  @Test
  @DisplayName(
      "are those whom the configuration names, until it names them no more or one ends them")
  void named() throws Exception {
    TestOperator rosa = new TestOperator("Rosa Feld");
    TestOperator otto = new TestOperator("Otto Birk");
    Connection first;
    try (FreeholdServer server = start(TestOperator.named(rosa, otto))) {
      first = Connection.read(server.operatorConnection());
      assertThat(names(rosa.connection(server)))
          .containsExactlyInAnyOrder("operator", "Rosa Feld", "Otto Birk");
      end(server, first, otto);
    }
    try (FreeholdServer server = start(TestOperator.named(rosa, otto))) {
      assertThat(names(rosa.connection(server))).containsExactlyInAnyOrder("operator", "Rosa Feld");
      assertThatThrownBy(() -> names(otto.connection(server)))
          .isInstanceOf(ApiRefusedException.class);
    }
    try (FreeholdServer server = start(Map.of())) {
      assertThat(names(first.movedTo(server.apiUri(), server.authorityPem())))
          .containsExactly("operator");
      assertThatThrownBy(() -> names(rosa.connection(server)))
          .isInstanceOf(ApiRefusedException.class);
    }
    try (FreeholdServer server = start(TestOperator.named(rosa))) {
      assertThat(names(rosa.connection(server))).contains("Rosa Feld");
    }
  }

  /** One operator ends another. */
  private static void end(FreeholdServer server, Connection connection, TestOperator other)
      throws Exception {
    try (ApiClient client = new ApiClient(connection, Clock.systemUTC());
        Browser browser = new Browser(server.clientTls())) {
      String token = client.tokensFor(ApiAudience.SCOPE).current().value();
      String operator = server.apiUri() + OPERATORS + "/" + other.clientId();
      assertThat(browser.call("DELETE", operator, token, null).statusCode()).isEqualTo(204);
    }
  }
}
