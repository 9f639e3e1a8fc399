package dev.freehold.server.api;

import static dev.freehold.server.api.LockboxWorld.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Erasing what the log says of a person")
class ErasuresApiTest {

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
  void erases() throws IOException {
    String id = world.pending(Map.of());
    world.decide(id, "deny");
    String person = world.approver.get("/api/v1/me").path("objectId").asText();
    assertThat(world.approver.get(TENANTS + "/" + id).toString()).contains(COMMENT);
    assertThat(records("AccessRequestDeny").toString()).contains(COMMENT, person);

    JsonNode erased = world.contoso.client().post(ERASURES, Map.of("objectId", person));

    assertThat(erased.path("entries").asInt()).isPositive();
    assertThat(erased.path("comments").asInt()).isEqualTo(1);
    assertThat(world.state(id)).isEqualTo("denied");
    assertThat(world.approver.get(TENANTS + "/" + id).toString()).doesNotContain(COMMENT);
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
    JsonNode erased = world.contoso.client().post(ERASURES, Map.of("objectId", nobody));
    assertThat(erased.path("entries").asInt()).isZero();
    assertThat(erased.path("comments").asInt()).isZero();
  }

  @Test
  @DisplayName("reaches what the vaults recorded of them, and nobody does it for themselves")
  void vaults() throws IOException {
    world.contoso.newKey("a", "meadow");
    String own = world.contoso.client().get("/api/v1/me").path("objectId").asText();
    assertRefused(400, own);
    try (ApiClient another = world.contoso.application(Clock.systemUTC(), "GLOBAL_ADMIN")) {
      JsonNode erased = another.post(ERASURES, Map.of("objectId", own));
      assertThat(erased.path("vaultEntries").asInt()).isPositive();
    }
  }
}
