package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Sites over the REST API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SitesApiTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private FreeholdServer server;
  private TestTenant contoso;
  private TestTenant fabrikam;
  private Member admin;
  private Member plain;
  private Member auditor;
  private Member stranger;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = TestServer.start(folder.resolve("data"), Clock.systemUTC(), Map.of());
    contoso = TestTenant.create(server, "contoso");
    fabrikam = TestTenant.create(server, "fabrikam");
    admin = Member.of(server, contoso, "SHAREPOINT_ADMIN");
    plain = Member.of(server, contoso);
    auditor = Member.of(server, contoso, "AUDITOR");
    stranger = Member.of(server, fabrikam, "SHAREPOINT_ADMIN");
  }

  @AfterAll
  void stop() {
    for (Member member : new Member[] {admin, plain, auditor, stranger}) {
      member.close();
    }
    contoso.close();
    fabrikam.close();
    server.close();
  }

  private Answer create(Member by, String name, Object... more) throws IOException {
    Map<String, Object> body = new HashMap<>(Map.of("name", name));
    for (int i = 0; i < more.length; i += 2) {
      body.put(more[i].toString(), more[i + 1]);
    }
    return by.send("POST", "/api/v1/sites", body);
  }

  /** A site that the plain user owns. */
  private String owned(String name) throws IOException {
    assertThat(create(admin, name, "owner", plain.objectId()).status()).isEqualTo(201);
    return "/api/v1/sites/" + name;
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  @DisplayName("A site is made, found by name, GUID and URL, and deleted")
  void life() throws IOException {
    Answer made = create(admin, "finance");
    assertThat(made.status()).isEqualTo(201);
    JsonNode site = made.body();
    assertThat(site.path("kind").asText()).isEqualTo("teamSite");
    assertThat(site.path("geo").asText()).isEqualTo("NAM");
    assertThat(site.path("policyKind").asText()).isEqualTo("serviceManaged");
    assertThat(site.path("isEncrypted").asBoolean()).isTrue();
    String url = site.path("url").asText();
    assertThat(url).isEqualTo("https://contoso.files.freehold.localhost/sites/finance");
    String id = site.path("id").asText();
    assertThat(admin.get("/api/v1/sites/finance").body()).isEqualTo(site);
    assertThat(admin.get("/api/v1/sites/" + id).body()).isEqualTo(site);
    JsonNode byUrl = admin.get("/api/v1/sites?url=" + RequestUri.encode(url)).body().path("sites");
    assertThat(byUrl.findValuesAsText("id")).containsExactly(id);
    String other = RequestUri.encode(url.replace("/sites/", "/teams/"));
    assertRefused(admin.get("/api/v1/sites?url=" + other), 404, "site-not-found");
    assertRefused(admin.get("/api/v1/sites?url=finance"), 400, "site-url-invalid");
    assertRefused(create(admin, "finance"), 409, "site-exists");
    assertThat(admin.send("DELETE", "/api/v1/sites/finance", null).status()).isEqualTo(204);
    assertRefused(admin.get("/api/v1/sites/" + id), 404, "site-not-found");
    assertThat(contoso.client().get("/api/v1/audit-records?operation=SiteDelete").toString())
        .contains(id);
    assertThat(contoso.client().get("/api/v1/audit-records?operation=OwnerKeyDestroy").toString())
        .contains(id);
  }

  @Test
  @DisplayName("What is not of the form, or names what is not there, is refused by its own code")
  void badInput() throws IOException {
    assertRefused(create(admin, "Not A Bucket"), 400, "site-name-invalid");
    assertRefused(create(admin, "10.0.0.1"), 400, "site-name-invalid");
    assertRefused(create(admin, "good", "kind", "mailbox"), 400, "request-invalid");
    assertRefused(create(admin, "good", "kind", "onedrive"), 400, "request-invalid");
    assertRefused(create(admin, "good", "geo", "NOWHERE"), 404, "geo-not-found");
    assertRefused(create(admin, "good", "owner", UUID.randomUUID()), 404, "principal-not-found");
    assertRefused(create(admin, "good", "owner", stranger.objectId()), 404, "principal-not-found");
    assertRefused(create(plain, "good"), 403, "role-missing");
    assertRefused(create(auditor, "good"), 403, "role-missing");
    assertRefused(admin.get("/api/v1/sites/good"), 404, "site-not-found");
  }

  @Test
  @DisplayName("Another tenant has its own site of the name and learns of no other")
  void tenants() throws IOException {
    String id = create(admin, "shared").body().path("id").asText();
    for (String path : new String[] {"/api/v1/sites/shared", "/api/v1/sites/" + id}) {
      assertRefused(stranger.get(path), 404, "site-not-found");
      assertRefused(stranger.send("DELETE", path, null), 404, "site-not-found");
      assertRefused(stranger.get(path + "/permissions"), 404, "site-not-found");
    }
    String url = RequestUri.encode("https://contoso.files.freehold.localhost/sites/shared");
    assertRefused(stranger.get("/api/v1/sites?url=" + url), 404, "site-not-found");
    Answer theirs = create(stranger, "shared");
    assertThat(theirs.status()).isEqualTo(201);
    assertThat(stranger.get("/api/v1/sites").body().path("sites").findValuesAsText("id"))
        .containsExactly(theirs.body().path("id").asText());
  }

  @Test
  @DisplayName("A plain user sees the sites with a role on them, administrators and auditors all")
  void visibility() throws IOException {
    create(admin, "hidden");
    String mine = owned("mine");
    assertThat(plain.get(mine).status()).isEqualTo(200);
    assertRefused(plain.get("/api/v1/sites/hidden"), 404, "site-not-found");
    assertRefused(plain.send("DELETE", "/api/v1/sites/hidden", null), 404, "site-not-found");
    assertThat(names(plain)).contains("mine").doesNotContain("hidden");
    assertThat(names(admin)).contains("mine", "hidden");
    assertThat(names(auditor)).contains("mine", "hidden");
    assertThat(
            admin
                .get("/api/v1/sites?max=1&after=hiddem")
                .body()
                .path("sites")
                .findValuesAsText("name"))
        .containsExactly("hidden");
    assertRefused(auditor.send("DELETE", mine, null), 403, "site-access-denied");
    assertThat(plain.send("DELETE", mine, null).status()).isEqualTo(204);
  }

  private static Iterable<String> names(Member member) throws IOException {
    return member.get("/api/v1/sites").body().path("sites").findValuesAsText("name");
  }

  @Test
  @DisplayName("Owners grant and revoke; readers see their own role; administrators only look")
  void permissions() throws IOException {
    String site = owned("team");
    String permissions = site + "/permissions";
    try (Member reader = Member.of(server, contoso)) {
      String readers = permissions + "/" + reader.objectId();
      assertRefused(admin.send("PUT", readers, Map.of("role", "read")), 403, "site-access-denied");
      assertRefused(
          admin.send("PUT", permissions + "/" + admin.objectId(), Map.of("role", "owner")),
          403,
          "site-access-denied");
      assertRefused(plain.send("PUT", readers, Map.of("role", "king")), 400, "request-invalid");
      assertThat(plain.send("PUT", readers, Map.of("role", "read")).status()).isEqualTo(200);
      assertThat(reader.get(site).status()).isEqualTo(200);
      assertThat(reader.get(readers).body().path("role").asText()).isEqualTo("read");
      assertRefused(reader.get(permissions), 403, "site-access-denied");
      assertRefused(reader.get(permissions + "/" + plain.objectId()), 403, "site-access-denied");
      assertRefused(
          reader.send("PUT", readers, Map.of("role", "owner")), 403, "site-access-denied");
      assertRefused(reader.send("DELETE", site, null), 403, "site-access-denied");
      assertThat(admin.get(permissions).body().path("permissions").findValuesAsText("role"))
          .containsExactlyInAnyOrder("owner", "read");
      assertRefused(admin.send("DELETE", readers, null), 403, "site-access-denied");
      assertThat(plain.send("DELETE", readers, null).status()).isEqualTo(204);
      assertRefused(plain.send("DELETE", readers, null), 404, "not-found");
      assertRefused(reader.get(site), 404, "site-not-found");
      assertRefused(
          plain.send("DELETE", permissions + "/" + plain.objectId(), null), 409, "site-last-owner");
    }
  }

  @Test
  @DisplayName("A site whose only owner was deleted gets one from an administrator")
  void orphans() throws IOException {
    try (Member leaving = Member.of(server, contoso)) {
      create(admin, "orphan", "kind", "onedrive", "owner", leaving.objectId());
      contosoDeletes(leaving);
    }
    String owner = "/api/v1/sites/orphan/permissions/" + plain.objectId();
    assertRefused(admin.send("PUT", owner, Map.of("role", "read")), 403, "site-access-denied");
    assertThat(admin.send("PUT", owner, Map.of("role", "owner")).status()).isEqualTo(200);
    assertThat(plain.get("/api/v1/sites/orphan").body().path("url").asText())
        .isEqualTo("https://contoso-my.files.freehold.localhost/personal/orphan");
  }

  private void contosoDeletes(Member leaving) throws IOException {
    try (Member global = Member.of(server, contoso, "GLOBAL_ADMIN")) {
      assertThat(global.send("DELETE", "/api/v1/applications/" + leaving.clientId(), null).status())
          .isEqualTo(204);
    }
  }

  @Test
  @DisplayName("A site tells the policy of its geo; a deleted one does not count there any more")
  void policies() throws IOException {
    contoso.client().post("/api/v1/geos", Map.of("code", "EUR"));
    create(admin, "first-of-eur", "geo", "eur");
    create(admin, "second-of-eur", "geo", "EUR");
    contoso.newKey("a", "files");
    contoso.newKey("b", "files");
    done(
        contoso
            .client()
            .post(
                "/api/v1/geos/EUR/policy",
                Map.of(
                    "primaryKey", contoso.keys("a").getKey("files").getId(),
                    "secondaryKey", contoso.keys("b").getKey("files").getId())));
    JsonNode site = admin.get("/api/v1/sites/first-of-eur").body();
    assertThat(site.path("policyKind").asText()).isEqualTo("file");
    assertThat(site.path("isEncrypted").asBoolean()).isTrue();
    assertThat(sitesOfEur()).isEqualTo(2);
    admin.send("DELETE", "/api/v1/sites/second-of-eur", null);
    assertThat(sitesOfEur()).isEqualTo(1);
  }

  private int sitesOfEur() throws IOException {
    return admin.get("/api/v1/geos/EUR/policy").body().path("sites").asInt();
  }

  private void done(JsonNode job) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    JsonNode now = job;
    while (!now.path("state").asText().equals("done")) {
      assertThat(now.path("state").asText()).isNotEqualTo("failed");
      assertThat(System.nanoTime() - end).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      now = contoso.client().get("/api/v1/jobs/" + job.path("id").asText());
    }
  }
}
