package dev.freehold.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.server.client.ApiClient;
import dev.freehold.server.run.FreeholdServer;
import dev.freehold.server.testing.Member;
import dev.freehold.server.testing.Member.Answer;
import dev.freehold.server.testing.TestServer;
import dev.freehold.server.testing.TestTenant;
import dev.freehold.web.http.RequestUri;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Over the API groups")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupsApiTest {

  private static final String GRAPH = "/graph/v1.0";
  private static final String GROUPS = GRAPH + "/groups";
  private static final String BOB = "/api/v1/mailboxes/bob@contoso.example";

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
    admin = Member.of(server, contoso.administrator());
    stranger = Member.of(server, fabrikam.administrator());
    ApiClient client = contoso.client();
    client.post("/api/v1/mailboxes", Map.of("address", "bob@contoso.example"));
    client.upload(
        BOB + "/messages",
        BodyPublishers.ofString("Subject: to Bob\r\n\r\nonly for Bob\r\n"),
        "Content-Type",
        "message/rfc822");
  }

  @AfterAll
  void stop() {
    stranger.close();
    admin.close();
    fabrikam.close();
    contoso.close();
    server.close();
  }

  private String group(String name) throws IOException {
    Answer made =
        admin.send(
            "POST",
            GROUPS,
            Map.of(
                "displayName",
                name,
                "mailNickname",
                "nick",
                "mailEnabled",
                false,
                "securityEnabled",
                true));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return made.body().path("id").asText();
  }

  private Answer add(String group, UUID member) throws IOException {
    return admin.send(
        "POST",
        GROUPS + "/" + group + "/members/$ref",
        Map.of("@odata.id", "https://graph.example/v1.0/directoryObjects/" + member));
  }

  private Answer remove(String group, UUID member) throws IOException {
    return admin.send("DELETE", GROUPS + "/" + group + "/members/" + member + "/$ref", null);
  }

  @Test
  @DisplayName("are made, found by name, filled and emptied, and not there for another tenant")
  void life() throws IOException {
    String group = group("Vault readers");
    String other = group("O'Neil's");
    try (Member plain = Member.of(server, contoso);
        Member auditor = Member.of(server, contoso, "AUDITOR")) {
      assertThat(auditor.get(GROUPS + "/" + group).body().path("displayName").asText())
          .isEqualTo("Vault readers");
      String named = GROUPS + "?$filter=" + RequestUri.encode("displayName eq 'o''neil''s'");
      assertThat(auditor.get(named).body().path("value").findValuesAsText("id"))
          .containsExactly(other);
      String begun = GROUPS + "?$filter=" + RequestUri.encode("startswith(displayName,'vault')");
      assertThat(auditor.get(begun).body().path("value").findValuesAsText("id"))
          .containsExactly(group);
      assertThat(auditor.get(GROUPS + "?$filter=" + RequestUri.encode("id ge '1'")).status())
          .isEqualTo(400);
      assertThat(stranger.get(begun).body().path("value")).isEmpty();
      assertThat(plain.get(GROUPS).code()).isEqualTo("role-missing");
      assertThat(admin.send("POST", GROUPS, Map.of("displayName", "VAULT readers")).code())
          .isEqualTo("group-name-taken");
      assertThat(
              admin
                  .send("POST", GROUPS, Map.of("displayName", "Post", "mailEnabled", true))
                  .status())
          .isEqualTo(400);

      assertThat(add(group, plain.objectId()).status()).isEqualTo(204);
      assertThat(add(group, auditor.objectId()).status()).isEqualTo(204);
      assertThat(add(group, UUID.randomUUID()).code()).isEqualTo("identity-not-found");
      assertThat(add(UUID.randomUUID().toString(), plain.objectId()).code())
          .isEqualTo("group-not-found");
      JsonNode first = auditor.get(GROUPS + "/" + group + "/members?$top=1").body();
      assertThat(first.path("value")).hasSize(1);
      URI next = URI.create(first.path("@odata.nextLink").asText());
      JsonNode second = auditor.get(next.getRawPath() + "?" + next.getRawQuery()).body();
      assertThat(second.path("value")).hasSize(1);
      assertThat(
              List.of(
                  first.path("value").get(0).path("id").asText(),
                  second.path("value").get(0).path("id").asText()))
          .containsExactlyInAnyOrder(plain.objectId().toString(), auditor.objectId().toString());
      Object ids = Map.of("ids", List.of(group, plain.objectId()));
      assertThat(
              auditor
                  .send("POST", GRAPH + "/directoryObjects/getByIds", ids)
                  .body()
                  .path("value")
                  .findValuesAsText("@odata.type"))
          .containsExactlyInAnyOrder("#microsoft.graph.group", "#microsoft.graph.servicePrincipal");

      assertThat(remove(group, plain.objectId()).status()).isEqualTo(204);
      assertThat(remove(group, plain.objectId()).status()).isEqualTo(404);
      assertThat(admin.send("DELETE", GROUPS + "/" + group, null).status()).isEqualTo(204);
      assertThat(auditor.get(GROUPS + "/" + group).status()).isEqualTo(404);
      assertThat(
              auditor
                  .get("/api/v1/audit-records?operations=GroupCreate,GroupMemberAdd,GroupDelete")
                  .body()
                  .path("records")
                  .size())
          .isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  @DisplayName("have full access to a mailbox, and who leaves the group has it no more")
  void mailbox() throws IOException {
    String group = group("Front desk");
    try (Member reader = Member.of(server, contoso)) {
      assertThat(reader.get(BOB + "/messages").code()).isEqualTo("mailbox-not-found");
      String permission = BOB + "/permissions/" + group;
      assertThat(
              admin.send("PUT", permission, Map.of("accessRights", List.of("FullAccess"))).status())
          .isEqualTo(204);
      assertThat(reader.get(BOB + "/messages").code()).isEqualTo("mailbox-not-found");
      add(group, reader.objectId());
      assertThat(reader.get(BOB + "/messages").body().path("messages")).hasSize(1);
      remove(group, reader.objectId());
      assertThat(reader.get(BOB + "/messages").code()).isEqualTo("mailbox-not-found");
      add(group, reader.objectId());
      assertThat(reader.get(BOB + "/messages").status()).isEqualTo(200);
      assertThat(admin.send("DELETE", GROUPS + "/" + group, null).status()).isEqualTo(204);
      assertThat(reader.get(BOB + "/messages").code()).isEqualTo("mailbox-not-found");
      assertThat(admin.get(BOB + "/permissions").body().path("permissions").toString())
          .doesNotContain(group);
    }
  }

  @Test
  @DisplayName("are no owners of sites, and get no password and no role")
  void nothingElse() throws IOException {
    String group = group("Sites");
    assertThat(
            admin.send("POST", "/api/v1/sites", Map.of("name", "grouped", "owner", group)).status())
        .isEqualTo(404);
    assertThat(admin.send("PUT", "/api/v1/users/" + group + "/password", Map.of()).status())
        .isEqualTo(404);
    assertThat(admin.send("PATCH", "/api/v1/users/" + group, Map.of("enabled", false)).status())
        .isEqualTo(404);
    assertThat(
            admin
                .send("PATCH", "/api/v1/applications/" + group, Map.of("roles", List.of("AUDITOR")))
                .status())
        .isEqualTo(404);
    assertThat(
            admin
                .send(
                    "POST",
                    "/api/v1/pending-acts",
                    Map.of("kind", "grantVaultAdmin", "objectId", group))
                .status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("People and programs are listed in the form of Graph, page by page")
  void people() throws IOException {
    contoso.person("siv@contoso.example", "Siv Aune", "six lamps on the pier");
    contoso.person("sam@contoso.example", "Sam Bell", "six lamps on the pier");
    try (Member auditor = Member.of(server, contoso, "AUDITOR")) {
      JsonNode first = auditor.get(GRAPH + "/users?$top=1").body();
      assertThat(first.path("value").findValuesAsText("displayName")).containsExactly("Sam Bell");
      URI next = URI.create(first.path("@odata.nextLink").asText());
      assertThat(
              auditor
                  .get(next.getRawPath() + "?" + next.getRawQuery())
                  .body()
                  .path("value")
                  .findValuesAsText("displayName"))
          .containsExactly("Siv Aune");
      for (String filter :
          List.of(
              "displayName eq 'siv aune'",
              "startswith(displayName,'Siv')",
              "userPrincipalName eq 'Siv@contoso.example'")) {
        assertThat(
                auditor
                    .get(GRAPH + "/users?$filter=" + RequestUri.encode(filter))
                    .body()
                    .path("value")
                    .findValuesAsText("displayName"))
            .as(filter)
            .containsExactly("Siv Aune");
      }
      assertThat(stranger.get(GRAPH + "/users?$top=500").body().path("value")).isEmpty();
      String exchange =
          GRAPH
              + "/servicePrincipals?$filter="
              + RequestUri.encode("startswith(displayName,'Office 365 Exchange')");
      JsonNode found = auditor.get(exchange).body().path("value");
      assertThat(found).hasSize(1);
      String id = found.get(0).path("id").asText();
      assertThat(auditor.get(GRAPH + "/servicePrincipals/" + id).body()).isEqualTo(found.get(0));
      assertThat(stranger.get(GRAPH + "/servicePrincipals/" + id).status()).isEqualTo(404);
      assertThat(auditor.get(GRAPH + "/servicePrincipals").body().path("value").size())
          .isGreaterThan(3);
    }
  }
}
