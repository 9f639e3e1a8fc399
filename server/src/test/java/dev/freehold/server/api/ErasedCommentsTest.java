package dev.freehold.server.api;

import static dev.freehold.server.api.LockboxWorld.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.Erasing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Erasing what somebody wrote beside decisions")
class ErasedCommentsTest {

  private static final String ERASURES = "/api/v1/ledger/erasures";
  private static final String COMMENT = "as agreed";

  private LockboxWorld world;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    world = new LockboxWorld(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private JsonNode records(String operation) throws IOException {
    return world
        .contoso
        .client()
        .get("/api/v1/audit-records?operations=" + operation)
        .path("records");
  }

  private void delete(String path) throws Exception {
    String token = world.contoso.client().tokensFor(ApiAudience.SCOPE).current().value();
    try (Browser browser = new Browser(world.server.clientTls())) {
      assertThat(browser.call("DELETE", world.server.apiUri() + path, token, null).statusCode())
          .isEqualTo(204);
    }
  }

  private JsonNode request(String id) throws IOException {
    return world.contoso.client().get(TENANTS + "/" + id);
  }

  private void assertRefused(int status, String objectId) {
    assertThatThrownBy(
            () ->
                (status == 403 ? world.approver : world.contoso.client())
                    .post(ERASURES, Map.of("objectId", objectId)))
        .isInstanceOfSatisfying(
            ApiRefusedException.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  @Test
  @DisplayName("takes their words out of the entries and requests, and leaves what was decided")
  void erases() throws Exception {
    String id = world.pending(Map.of());
    world.decide(id, "deny");
    JsonNode me = world.approver.get("/api/v1/me");
    String person = me.path("objectId").asText();
    assertThat(request(id).toString()).contains(COMMENT);
    assertThat(records("AccessRequestDeny").toString()).contains(COMMENT, person);

    delete("/api/v1/applications/" + me.path("appId").asText());
    JsonNode erased;
    try (ApiClient client = new ApiClient(world.contoso.administrator(), world.clock)) {
      erased = Erasing.erase(client, world.clock, person);
    }
    world.clock.shift(Duration.ZERO);

    assertThat(erased.path("entries").asInt()).isPositive();
    assertThat(erased.path("comments").asInt()).isEqualTo(1);
    assertThat(request(id).path("state").asText()).isEqualTo("denied");
    assertThat(request(id).toString()).doesNotContain(COMMENT);
    JsonNode left = records("AccessRequestDeny");
    assertThat(left).hasSize(1);
    assertThat(left.toString()).doesNotContain(COMMENT, person);
    assertThat(records("PersonalDataErase").get(0).path("objectId").asText()).isEqualTo(person);
  }

  @Test
  @DisplayName("is for administrators, and needs a GUID; whom nobody knows nothing is erased of")
  void refuses() throws IOException {
    String nobody = "00000000-0000-4000-8000-000000000023";
    assertRefused(403, nobody);
    assertRefused(400, "ada@contoso.example");
    JsonNode erased;
    try (ApiClient client = new ApiClient(world.contoso.administrator(), world.clock)) {
      erased = Erasing.erase(client, world.clock, nobody);
    }
    // From where it was asked for.
    assertThat(erased.path("entries").asInt()).isEqualTo(2);
    assertThat(erased.path("comments").asInt()).isZero();
  }
}
