package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pages of operators")
class OperatorPagesTest {

  private static final String ID = "00000000-0000-0000-0000-0000000000bb";
  private static final String TENANT = "00000000-0000-0000-0000-0000000000cc";
  private static final String SELF = "00000000-0000-0000-0000-000000000001";
  private static final String ROSA = "00000000-0000-0000-0000-000000000002";
  private static final String REQUESTS = "/api/v1/operator/access-requests";
  private static final String PURGE = "/api/v1/operator/purges/" + ID;

  private final Console console = new Console();
  private final CannedApi api =
      new CannedApi()
          .on(
              "GET /api/v1/me",
              """
              {"objectId": "%s", "displayName": "Ines", "tenantName": "operator",
               "roles": ["OPERATOR"]}\
              """
                  .formatted(SELF))
          .on(
              "GET /api/v1/tenants",
              """
              {"tenants": [{"id": "%s", "name": "contoso"}, {"id": "%s", "name": "operator"}]}\
              """
                  .formatted(TENANT, ID));
  private final PageReader reader = new PageReader(console, api);

  private static String request(String by, String state, String more) {
    return """
    {"id": "EXSR1", "tenantId": "%s", "supportCase": "case 7",
     "scope": {"mailbox": "bob@contoso.example", "folder": "Inbox", "firstUid": 1,
       "lastUid": 4294967295},
     "reason": "a message is lost", "durationMinutes": 60, "state": "%s", "requestedById": "%s",
     "requestedBy": "Somebody", "requestedAt": "2026-11-29T20:00:00Z",
     "expiresAt": "2026-11-30T08:00:00Z" %s}\
    """
        .formatted(TENANT, state, by, more);
  }

  @Test
  @DisplayName("ask a tenant for access, for a mailbox or a site, with what was filled in")
  void ask() {
    api.on("GET " + REQUESTS, "{\"requests\": [" + request(SELF, "requested", "") + "]}")
        .on("POST " + REQUESTS, request(SELF, "requested", ""));
    String page = reader.page("/console/operator/access-requests");
    assertThat(page).contains("contoso", "EXSR1", "Ask for a mailbox", "Ask for a site");
    assertThat(page).doesNotContain(">operator</option>");
    String form = "&supportCase=case+7&reason=lost&durationMinutes=60&folder=&firstUid=3&lastUid=";
    reader.goesOn(
        "/console/operator/access-requests",
        "tenant=" + TENANT + "&mailbox=bob%40contoso.example" + form,
        "/console/operator/access-requests/EXSR1?done=access-asked");
    assertThat(api.acts())
        .singleElement()
        .asString()
        .contains("\"mailbox\":\"bob@contoso.example\"", "\"firstUid\":3", "\"durationMinutes\":60")
        .doesNotContain("folder", "site", "lastUid");
    assertThat(
            reader.shownAgain(
                "/console/operator/access-requests", "tenant=t&site=s&durationMinutes=soon"))
        .contains("soon is no whole number", "value=\"s\"");
  }

  @Test
  @DisplayName("agree to another operator's request, and not to the own")
  void endorse() {
    String path = "/console/operator/access-requests/EXSR1";
    api.on("GET " + REQUESTS + "/EXSR1", request(SELF, "requested", ""));
    assertThat(reader.page(path))
        .contains("Waits for an operator", "You asked for this")
        .doesNotContain("<h2 id=\"endorse\">", "4294967295");
    api.on("GET " + REQUESTS + "/EXSR1", request(ROSA, "requested", ""))
        .on("POST " + REQUESTS + "/EXSR1/approve", request(ROSA, "pending", ""));
    assertThat(reader.page(path))
        .contains("Another operator asked for this", "<h2 id=\"endorse\">");
    assertThat(reader.shownAgain(path + "/approve", "")).contains("This was not done.");
    assertThat(api.acts()).isEmpty();
    reader.goesOn(path + "/approve", "sure=yes", path + "?done=access-endorsed");
    String until = Instant.now().plus(20, ChronoUnit.MINUTES).toString();
    api.on(
        "GET " + REQUESTS + "/EXSR1",
        request(SELF, "approved", ", \"accessUntil\": \"" + until + "\""));
    assertThat(reader.page(path))
        .contains("You may read this now", "20 minutes left")
        .contains("No page of the console shows an operator content")
        .contains("(umask 077; jq", "&gt; operator.header)")
        .contains("/EXSR1/messages/UID/content?folder=");
    api.on(
        "GET " + REQUESTS + "/EXSR1",
        request(ROSA, "approved", ", \"accessUntil\": \"" + until + "\""));
    assertThat(reader.page(path))
        .contains("The operator who asked may read this now.")
        .doesNotContain("operator.header");
  }

  private static String purge(String step) {
    return """
    {"id": "%s", "tenantId": "%s", "policyName": "files:NAM:1", "geo": "NAM",
     "state": "purgeAuthorised", "contact": "grace@contoso.example", "requestedAt": "2026-11-29T20:00:00Z",
     "approvals": [], "backups": [],
     "next": {"step": "%s", "what": "w", "who": "two operators", "commands": []}}\
    """
        .formatted(ID, TENANT, step);
  }

  @Test
  @DisplayName("take a signed statement as the command wrote it")
  void approve() {
    String path = "/console/operator/purges/" + ID;
    api.on("GET " + PURGE, purge("approvals")).on("POST " + PURGE + "/approvals", "{}");
    assertThat(reader.page(path))
        .contains("freehold purge approve", "the keys of NAM of contoso")
        .contains("--document purge-" + ID + "-signed.pdf --out signed.txt")
        .doesNotContain("files:NAM");
    String statement = "statement=text%0D%0A%0D%0A%E2%80%94+ines+c2ln%0D%0A";
    assertThat(reader.shownAgain(path + "/approvals", statement))
        .contains("This was not done.", "ines c2ln");
    reader.goesOn(
        path + "/approvals", statement + "&sure=yes", path + "?done=purge-operator-approved");
    assertThat(api.acts()).containsExactly("POST " + PURGE + "/approvals text\n\n— ines c2ln\n");
  }

  @Test
  @DisplayName("attest that backups are destroyed: the text for a day, and its signed form")
  void attest() {
    String path = "/console/operator/purges/" + ID;
    api.on("GET " + PURGE, purge("backups"))
        .on("GET " + PURGE + "/backups-destroyed", "the statement")
        .on("POST " + PURGE + "/backups-destroyed", "{}");
    assertThat(reader.page(path))
        .contains("Attest that backups are destroyed")
        .doesNotContain("freehold purge approve --key operator.key --document");
    ConsoleAnswer.Download saved =
        (ConsoleAnswer.Download)
            console.serve(api.submit(path + "/backups-statement", "on=2026-12-06"));
    assertThat(new String(saved.bytes(), StandardCharsets.UTF_8)).isEqualTo("the statement");
    assertThat(api.reads()).contains("GET " + PURGE + "/backups-destroyed?on=2026-12-06");
    reader.goesOn(
        path + "/backups-destroyed",
        "statement=signed&sure=yes",
        path + "?done=purge-backups-attested");
    assertThat(api.acts()).containsExactly("POST " + PURGE + "/backups-destroyed signed\n");
  }

  @Test
  @DisplayName("give a tenant that is there a domain, take it away, and roll an availability key")
  void tenant() {
    String of = "/api/v1/operator/tenants/" + TENANT;
    String path = "/console/tenants/" + TENANT;
    api.on("GET " + of + "/holds", "{\"mailboxes\": 2, \"sites\": 0, \"policies\": []}")
        .on(
            "GET " + of + "/accepted-domains",
            """
            {"domains": [{"domain": "contoso.example", "createdAt": "2026-11-29T20:00:00Z"}]}\
            """)
        .on("POST " + of + "/accepted-domains", "{}")
        .on("DELETE " + of + "/accepted-domains/contoso.example", "{}")
        .on("POST " + of + "/policies/" + ID + "/availability-key/roll", "{}");
    assertThat(reader.page(path))
        .contains("Tenant contoso", "2 mailboxes, no sites", "contoso.example");
    reader.goesOn(path + "/accepted-domains", "domain=a.example", path + "?done=domain-given");
    reader.goesOn(
        path + "/accepted-domains/contoso.example/take", "sure=yes", path + "?done=domain-taken");
    assertThat(reader.shownAgain(path + "/availability-key", "policy=" + ID)).contains("not done");
    reader.goesOn(
        path + "/availability-key",
        "policy=" + ID + "&sure=yes",
        path + "?done=availability-rolling");
    assertThat(api.acts())
        .containsExactly(
            "POST " + of + "/accepted-domains {\"domain\":\"a.example\"}",
            "DELETE " + of + "/accepted-domains/contoso.example",
            "POST " + of + "/policies/" + ID + "/availability-key/roll");
    String nobody = "/api/v1/operator/tenants/" + ROSA;
    api.on("GET " + nobody + "/holds", "{\"mailboxes\": 0, \"sites\": 0, \"policies\": []}");
    ConsoleAnswer.Html none =
        (ConsoleAnswer.Html) console.serve(api.read("/console/tenants/" + ROSA));
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.text()).doesNotContain("<form class");
  }

  @Test
  @DisplayName("begin a scrub, and show what it found")
  void scrub() {
    api.on("GET /api/v1/operator/scrub/findings", "{\"findings\": []}")
        .on("POST /api/v1/operator/scrub", "{}");
    assertThat(reader.page("/console/operator/scrub")).contains("No scrub has run yet.");
    reader.goesOn(
        "/console/operator/scrub", "content=yes", "/console/operator/scrub?done=scrub-begun");
    assertThat(api.acts()).containsExactly("POST /api/v1/operator/scrub {\"content\":true}");
    api.on(
            "GET /api/v1/operator/scrub",
            """
            {"state": "ended", "content": true, "startedAt": "2026-11-29T20:00:00Z",
             "endedAt": "2026-11-29T20:01:00Z", "total": 4, "done": 4, "bytes": 10, "findings": 1}\
            """)
        .on(
            "GET /api/v1/operator/scrub/findings",
            """
            {"findings": [{"tenantId": "%s", "ownerId": "%s", "code": "object-damaged",
              "subject": "object 7", "foundAt": "2026-11-29T20:01:00Z"}]}\
            """
                .formatted(TENANT, ID));
    assertThat(reader.page("/console/operator/scrub"))
        .contains("Ended", "4 of 4 objects", "object-damaged", "contoso", "object 7");
  }

  @Test
  @DisplayName("accept an older row for the operator, and no other row")
  void rows() {
    String path = "/console/operator/refused-rows";
    String accept = "POST /api/v1/operator/refused-rows/policy/" + ID + "/accept";
    api.on(
            "GET /api/v1/operator/refused-rows",
            """
            {"rows": [
              {"kind": "policy", "id": "%1$s", "tenantId": "%2$s", "finding": "out-of-date"},
              {"kind": "identity", "id": "%3$s", "tenantId": "%2$s", "finding": "changed"}]}\
            """
                .formatted(ID, TENANT, ROSA))
        .on(accept, "{\"state\": \"WaitsForTheOtherSide\"}");
    assertThat(reader.page(path))
        .contains("policy", "contoso", ID, "It is older than it should be")
        .contains("Something else has changed it", "Nobody can accept this row")
        .contains(ID + "/accept")
        .doesNotContain(ROSA + "/accept");
    assertThat(reader.page("/console")).contains("2 rows are refused");
    reader.goesOn(path + "/policy/" + ID + "/accept", "sure=yes", path + "?done=row-accepted");
    api.on(accept, "{\"state\": \"Accepted\"}");
    reader.goesOn(path + "/policy/" + ID + "/accept", "sure=yes", path + "?done=row-counts");
  }

  @Test
  @DisplayName("delete another operator whose name was typed, and offer no deletion of oneself")
  void operators() {
    api.on(
            "GET /api/v1/operator/operators",
            """
            {"operators": [
              {"clientId": "%1$s", "objectId": "%1$s", "displayName": "Ines",
               "origin": "firstStart", "createdAt": "2026-11-29T20:00:00Z"},
              {"clientId": "%2$s", "objectId": "%2$s", "displayName": "Rosa",
               "createdAt": "2026-11-29T20:00:00Z"}]}\
            """
                .formatted(SELF, ROSA))
        .on("DELETE /api/v1/operator/operators/" + ROSA, "{}");
    String path = "/console/operator/operators";
    assertThat(reader.page(path))
        .contains("the first start", "another operator, in an earlier release", "This is you.")
        .contains(ROSA + "/delete")
        .doesNotContain(SELF + "/delete");
    assertThat(reader.shownAgain(path + "/" + ROSA + "/delete", "confirm=Ines"))
        .contains("not done");
    reader.goesOn(path + "/" + ROSA + "/delete", "confirm=Rosa", path + "?done=operator-deleted");
  }

  @Test
  @DisplayName("show a program's account without what only people have")
  void account() {
    api.on("GET /api/v1/me/ways-in", "{\"waysIn\": []}")
        .on("GET /api/v1/me/notifications", "{\"sent\": true, \"kinds\": []}");
    assertThat(reader.page("/console/me"))
        .contains("Ines", "connection file")
        .doesNotContain("currentPassword", "App password", "null", "/console/second-factor");
  }
}
