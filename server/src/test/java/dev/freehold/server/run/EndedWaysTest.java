package dev.freehold.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.testing.Eventually;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.client.ApiRefusedException;
import dev.freehold.server.client.Connection;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.testing.Browser;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.TestS3;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.server.testing.TwoNodes;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Fault matrix, row 58: one way in of somebody is ended, on the first of two nodes. */
@DisplayName("A way in that was ended")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndedWaysTest {

  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final String OWN = "/api/v1/me/ways-in";
  private static final String NAME = "sigrid@contoso.example";
  private static final String PASSWORD = "nine grey herons wade";

  private TwoNodes nodes;
  private FreeholdServer first;
  private FreeholdServer second;
  private ApiClient tenant;
  private String tenantId;
  private Browser overFirst;
  private Browser overSecond;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    nodes = TwoNodes.first(folder);
    first = nodes.first();
    Connection operator = Connection.read(first.operatorConnection());
    try (ApiClient client = new ApiClient(operator, Clock.systemUTC())) {
      JsonNode made = client.post("/api/v1/tenants", Map.of("name", "contoso"));
      tenantId = made.path("id").asText();
      tenant =
          new ApiClient(
              TestTenant.connection(first, tenantId, made.path("administrator")),
              Clock.systemUTC());
    }
    TestTenant.person(first, tenant, NAME, "Sigrid", PASSWORD);
    second = nodes.startSecond();
    overFirst = new Browser(first.clientTls());
    overSecond = new Browser(second.clientTls());
  }

  @AfterAll
  void stop() {
    overSecond.close();
    overFirst.close();
    tenant.close();
    nodes.close();
  }

  private Member member(String... roles) throws IOException {
    return Member.of(
        first,
        tenantId,
        tenant.post(
            "/api/v1/applications", Map.of("displayName", "member", "roles", List.of(roles))));
  }

  @Test
  @DisplayName("fault58: if it is an access key, signs nothing over either node, and is not there")
  void fault58_accessKey() throws IOException {
    try (Member owner = member("SHAREPOINT_ADMIN")) {
      owner.send("POST", "/api/v1/sites", Map.of("name", "heronry"));
      TestS3 key = TestS3.of(owner);
      try (S3Client here = key.client(first);
          S3Client there = key.client(second)) {
        assertThat(TestS3.canList(here, "heronry") && TestS3.canList(there, "heronry")).isTrue();
        Eventually.holds(
            "its use is noted", () -> way(owner, "access-key").hasNonNull("lastUsedAt"));
        JsonNode way = way(owner, "access-key");
        assertThat(way.path("label").asText()).isEqualTo(key.accessKeyId());
        assertThat(way.path("scope").asText()).isEqualTo("files");
        assertThat(owner.get(OWN).body().toString()).doesNotContain(key.secret());

        String ended = OWN + "/" + way.path("id").asText();
        assertThat(owner.send("DELETE", ended, null).status()).isEqualTo(204);
        for (S3Client client : List.of(here, there)) {
          Eventually.ends("it signs", BOUND, () -> TestS3.canList(client, "heronry"));
        }
        assertThat(owner.get("/api/v1/access-keys").body().path("accessKeys")).isEmpty();
        assertThat(way(owner, "access-key").path("endedWhy").asText()).isEqualTo("ended");
        assertThat(owner.send("DELETE", ended, null).code()).isEqualTo("way-in-not-found");
      }
    }
  }

  @Test
  @DisplayName("fault58: if it is a sign-in, is refreshed over neither, and its tokens end")
  void fault58_refreshToken() throws Exception {
    JsonNode stolen = Browser.json(signIn(first));
    JsonNode kept = Browser.json(signIn(first));
    String ways = "/api/v1/users/" + NAME + "/ways-in";
    JsonNode there = Browser.json(refresh(second, stolen));
    assertThat(me(first, stolen)).isEqualTo(200);
    assertThat(me(second, there)).isEqualTo(200);
    JsonNode newest = find(tenant.get(ways), "refresh-token").orElseThrow();
    JsonNode oldest =
        StreamSupport.stream(tenant.get(ways).path("waysIn").spliterator(), false)
            .filter(way -> way.path("kind").asText().equals("refresh-token"))
            .filter(way -> !way.path("id").equals(newest.path("id")))
            .findFirst()
            .orElseThrow();
    delete(ways + "/" + oldest.path("id").asText());
    assertThat(me(first, stolen)).isEqualTo(401);
    Eventually.ends("its token is taken", BOUND, () -> me(second, there) != 401);
    for (FreeholdServer node : List.of(first, second)) {
      assertThat(refresh(node, there).statusCode()).isEqualTo(400);
    }
    HttpResponse<String> goesOn = refresh(second, kept);
    assertThat(goesOn.statusCode()).as(goesOn.body()).isEqualTo(200);
    assertThat(me(second, Browser.json(goesOn))).isEqualTo(200);
    JsonNode recorded = tenant.get("/api/v1/audit-records?operations=WayInEnd").path("records");
    assertThat(recorded.toString()).contains(oldest.path("id").asText(), "refresh-token");
  }

  @Test
  @DisplayName("fault58: if it is a program's secret, gives no token, and those there were end")
  void fault58_secret() throws Exception {
    try (Member program = member("AUDITOR");
        Member there = program.over(second)) {
      assertThat(there.get("/api/v1/me").status()).isEqualTo(200);
      String id = way(program, "secret").path("id").asText();
      assertThat(program.send("DELETE", OWN + "/" + id, null).status()).isEqualTo(400);
      delete("/api/v1/applications/" + program.clientId() + "/ways-in/" + id);
      Eventually.ends("its token is taken", BOUND, () -> status(there) != 401);
      Eventually.ends("it gives a token", BOUND, () -> hasToken(program, second));
    }
  }

  private void delete(String path) throws Exception {
    String token = tenant.tokensFor(ApiAudience.SCOPE).current().value();
    String uri = first.apiUri() + path;
    assertThat(overFirst.call("DELETE", uri, token, null).statusCode()).isEqualTo(204);
  }

  private Browser over(FreeholdServer node) {
    return node == first ? overFirst : overSecond;
  }

  private static boolean hasToken(Member program, FreeholdServer node) {
    try (Member again = program.over(node)) {
      return again.get("/api/v1/me").status() == 200;
    } catch (ApiRefusedException refused) {
      return false;
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static int status(Member member) {
    try {
      return member.get("/api/v1/me").status();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static JsonNode way(Member member, String kind) {
    try {
      return find(member.get(OWN).body(), kind).orElseThrow();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static Optional<JsonNode> find(JsonNode page, String kind) {
    return StreamSupport.stream(page.path("waysIn").spliterator(), false)
        .filter(way -> way.path("kind").asText().equals(kind))
        .findFirst();
  }

  private HttpResponse<String> signIn(FreeholdServer node) throws Exception {
    return token(node, Map.of("grant_type", "password", "username", NAME, "password", PASSWORD));
  }

  private HttpResponse<String> refresh(FreeholdServer node, JsonNode grant) throws Exception {
    String token = grant.path("refresh_token").asText();
    return token(node, Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  private HttpResponse<String> token(FreeholdServer node, Map<String, String> grant)
      throws Exception {
    Map<String, String> form = new HashMap<>(grant);
    form.put("client_id", "shell");
    form.put("scope", ApiAudience.SCOPE + " offline_access");
    return over(node).post(node.apiUri() + "/organizations/oauth2/v2.0/token", form);
  }

  private int me(FreeholdServer node, JsonNode grant) {
    try {
      String token = grant.path("access_token").asText();
      return over(node).call("GET", node.apiUri() + "/api/v1/me", token, null).statusCode();
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }
}
