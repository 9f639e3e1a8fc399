package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An application in a path")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationIdsTest {

  private static final String APPLICATIONS = "/api/v1/applications/";

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member administrator;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    administrator = Member.of(server, contoso, "GLOBAL_ADMIN");
  }

  @AfterAll
  void stop() {
    administrator.close();
    fabrikam.close();
    contoso.close();
    server.close();
  }

  private int status(String method, UUID id, String below, Object body) throws IOException {
    return administrator.send(method, APPLICATIONS + id + below, body).status();
  }

  @Test
  @DisplayName("is named by its client id or by its object id")
  void eitherId() throws IOException {
    for (boolean byObject : new boolean[] {false, true}) {
      try (Member program = Member.of(server, contoso, "AUDITOR")) {
        UUID id = byObject ? program.objectId() : program.clientId();
        assertThat(status("PATCH", id, "", Map.of("enabled", true))).isEqualTo(200);
        assertThat(status("POST", id, "/sign-out", null)).isEqualTo(204);
        assertThat(status("GET", id, "/ways-in", null)).isEqualTo(200);
        Answer rotated = administrator.send("POST", APPLICATIONS + id + "/secret", Map.of());
        assertThat(rotated.body().path("clientId").asText())
            .isEqualTo(program.clientId().toString());
        assertThat(status("DELETE", id, "", null)).isEqualTo(204);
        assertThat(status("DELETE", id, "", null)).isEqualTo(404);
      }
    }
  }

  @Test
  @DisplayName("answers like one that is not there if it is another tenant's or no program at all")
  void strangers() throws IOException {
    try (Member stranger = Member.of(server, fabrikam, "AUDITOR")) {
      for (UUID id : new UUID[] {stranger.objectId(), stranger.clientId(), UUID.randomUUID()}) {
        assertThat(status("PATCH", id, "", Map.of("enabled", false))).isEqualTo(404);
        assertThat(status("POST", id, "/sign-out", null)).isEqualTo(404);
        assertThat(status("POST", id, "/secret", Map.of())).isEqualTo(404);
        assertThat(status("DELETE", id, "", null)).isEqualTo(404);
      }
      assertThat(stranger.get("/api/v1/me").status()).isEqualTo(200);
    }
    assertThat(status("DELETE", administrator.objectId(), "", null)).isEqualTo(400);
  }

  @Test
  @DisplayName("replaces its own secret by either id, and nobody else's")
  void ownSecret() throws IOException {
    for (boolean byObject : new boolean[] {false, true}) {
      try (Member program = Member.of(server, contoso);
          Member other = Member.of(server, contoso)) {
        UUID id = byObject ? program.objectId() : program.clientId();
        String secret = APPLICATIONS + id + "/secret";
        assertThat(other.send("POST", secret, Map.of()).status()).isEqualTo(404);
        assertThat(program.send("POST", secret, Map.of()).status()).isEqualTo(201);
      }
    }
  }

  @Test
  @DisplayName("is signed out with an empty body or an empty object, and so is the caller")
  void emptyObject() throws IOException {
    try (Member program = Member.of(server, contoso)) {
      assertThat(status("POST", program.clientId(), "/sign-out", Map.of())).isEqualTo(204);
      try (Member anew = program.over(server)) {
        assertThat(anew.send("POST", "/api/v1/me/sign-out", Map.of()).status()).isEqualTo(204);
        assertThat(anew.get("/api/v1/me").status()).isEqualTo(401);
      }
    }
  }
}
