package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

@DisplayName("Access keys over the REST API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessKeysApiTest {

  private static final String KEYS = "/api/v1/access-keys";

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member admin;
  private Member stranger;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    admin = Member.of(server, contoso, "SHAREPOINT_ADMIN");
    stranger = Member.of(server, fabrikam, "GLOBAL_ADMIN");
  }

  @AfterAll
  void stop() {
    admin.close();
    stranger.close();
    contoso.close();
    fabrikam.close();
    server.close();
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  private static JsonNode list(Member by, UUID principal) throws IOException {
    return by.get(KEYS + "?principal=" + principal).body().path("accessKeys");
  }

  @Test
  @DisplayName("Everybody has own keys; the secret is shown once and is nowhere else")
  void ownKeys() throws IOException {
    try (Member plain = Member.of(server, contoso)) {
      Answer made = plain.send("POST", KEYS, Map.of());
      assertThat(made.status()).isEqualTo(201);
      String id = made.body().path("id").asText();
      String secret = made.body().path("secret").asText();
      assertThat(id).matches("FH[A-Z2-7]{18}");
      assertThat(secret).matches("[A-Za-z0-9_-]{40}");
      JsonNode listed = plain.get(KEYS).body();
      assertThat(listed.path("accessKeys").findValuesAsText("id")).containsExactly(id);
      assertThat(listed.toString()).doesNotContain(secret).doesNotContain("secret");
      String audit = contoso.client().get("/api/v1/audit-records").toString();
      assertThat(audit).contains("AccessKeyCreate", id).doesNotContain(secret);

      Answer disabled = plain.send("PATCH", KEYS + "/" + id, Map.of("enabled", false));
      assertThat(disabled.status()).isEqualTo(200);
      assertThat(disabled.body().path("enabled").asBoolean()).isFalse();
      assertThat(list(plain, plain.objectId()).findValue("enabled").asBoolean()).isFalse();
      assertRefused(plain.send("PATCH", KEYS + "/" + id, Map.of()), 400, "request-invalid");
      assertThat(plain.send("POST", KEYS, Map.of()).status()).isEqualTo(201);
      assertRefused(plain.send("POST", KEYS, Map.of()), 409, "access-key-limit-reached");
      assertThat(plain.send("DELETE", KEYS + "/" + id, null).status()).isEqualTo(204);
      assertRefused(plain.send("DELETE", KEYS + "/" + id, null), 404, "access-key-not-found");
    }
  }

  @Test
  @DisplayName("Others' keys are made by global administrators and managed by those of sites too")
  void othersKeys() throws IOException {
    try (Member plain = Member.of(server, contoso);
        Member other = Member.of(server, contoso, "EXCHANGE_ADMIN");
        Member global = Member.of(server, contoso, "GLOBAL_ADMIN")) {
      Map<String, Object> forPlain = Map.of("principal", plain.objectId());
      assertRefused(other.send("POST", KEYS, forPlain), 403, "role-missing");
      assertRefused(other.get(KEYS + "?principal=" + plain.objectId()), 403, "role-missing");
      // The maker sees the secret, and could act as whom it is for.
      assertRefused(admin.send("POST", KEYS, forPlain), 403, "role-missing");
      Answer made = global.send("POST", KEYS, forPlain);
      assertThat(made.status()).isEqualTo(201);
      String key = KEYS + "/" + made.body().path("id").asText();
      assertThat(list(plain, plain.objectId())).hasSize(1);
      for (Member nobody : new Member[] {other, stranger}) {
        assertRefused(
            nobody.send("PATCH", key, Map.of("enabled", false)), 404, "access-key-not-found");
        assertRefused(nobody.send("DELETE", key, null), 404, "access-key-not-found");
      }
      assertRefused(stranger.send("POST", KEYS, forPlain), 404, "principal-not-found");
      assertThat(list(stranger, plain.objectId())).isEmpty();
      assertRefused(admin.get(KEYS + "?principal=x"), 400, "request-invalid");
      assertThat(admin.send("PATCH", key, Map.of("enabled", false)).status()).isEqualTo(200);
      assertThat(admin.send("DELETE", key, null).status()).isEqualTo(204);
      assertThat(list(plain, plain.objectId())).isEmpty();
    }
  }
}
