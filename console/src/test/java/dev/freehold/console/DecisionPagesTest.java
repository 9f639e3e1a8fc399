package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pages of decisions")
class DecisionPagesTest {

  private static final String ID = "00000000-0000-0000-0000-0000000000bb";
  private static final String POLICY = "00000000-0000-0000-0000-0000000000aa";
  private static final String GRACE = "00000000-0000-0000-0000-000000000001";
  private static final String ADA = "00000000-0000-0000-0000-000000000002";

  private final Console console = new Console();
  private final CannedApi api =
      new CannedApi()
          .on(
              "GET /api/v1/geos",
              "{\"geos\": [{\"code\": \"NAM\", \"policyId\": \"%s\"}]}".formatted(POLICY));
  private final PageReader reader = new PageReader(console, api);

  private static String access(String state, String more) {
    return """
    {"id": "EXSR1", "guid": "%s", "service": "exchange", "supportCase": "case 7",
     "scope": {"mailbox": "%s", "folder": "Inbox", "firstUid": 1, "lastUid": 4294967295,
       "name": "bob@contoso.example"},
     "reason": "a message is lost", "durationMinutes": 60, "state": "%s",
     "requestedBy": "Ines", "requestedAt": "2026-11-29T20:00:00Z",
     "expiresAt": "2026-11-30T08:00:00Z" %s}\
    """
        .formatted(ID, POLICY, state, more);
  }

  @Test
  @DisplayName("show a request for access, and approve it if the box is ticked")
  void access() {
    String call = "/api/v1/access-requests/EXSR1";
    String path = "/console/access-requests/EXSR1";
    api.on("GET " + call, access("pending", ""))
        .on("GET /api/v1/lockbox", "{\"takesRequests\": true}")
        .on(
            "GET /api/v1/access-requests",
            "{\"requests\": [" + access("pending", "") + "," + access("denied", "") + "]}")
        .on("POST " + call + "/approve", access("approved", ""));
    assertThat(reader.page("/console/access-requests"))
        .contains("EXSR1", "bob@contoso.example", "Waits for you", "Denied", "Take no requests");
    assertThat(reader.page(path)).contains("Inbox", "60 minutes", "case 7", path + "/deny");
    assertThat(reader.shownAgain(path + "/approve", "comment=yes")).contains("Tick the box");
    assertThat(api.acts()).isEmpty();
    reader.goesOn(path + "/approve", "sure=yes&comment=ok", path + "?done=access-approved");
    assertThat(api.acts()).containsExactly("POST " + call + "/approve {\"comment\":\"ok\"}");
    assertThat(reader.page(path)).doesNotContain("<h2 id=\"cancel\">");
    api.forbid("POST " + call + "/approve");
    assertThat(reader.page(path)).doesNotContain("<h2 id=\"approve\">");
    api.on("GET " + call, access("requested", "").replace(": 1,", ": 40,"));
    assertThat(reader.page(path)).contains("<h2 id=\"cancel\">", "from UID 40 to 4294967295");
    api.forbid("POST " + call + "/cancel");
    assertThat(reader.page(path)).doesNotContain("<h2 id=\"cancel\">");
  }

  @Test
  @DisplayName("say how long an access still runs")
  void running() {
    Instant end = Instant.now().plus(30, ChronoUnit.MINUTES);
    api.on(
        "GET /api/v1/access-requests/EXSR1",
        access("approved", ", \"accessUntil\": \"" + end + "\""));
    assertThat(reader.page("/console/access-requests/EXSR1"))
        .contains("An operator may read this now.", "30 minutes left, until", "Take it away")
        .contains("-ApprovalDecision Cancel", "all in this folder")
        .doesNotContain("<h2 id=\"approve\">");
  }

  @Test
  @DisplayName("switch off that operators may ask")
  void lockbox() {
    api.on("PUT /api/v1/lockbox", "{}");
    reader.goesOn(
        "/console/lockbox", "sure=yes&takes=no", "/console/access-requests?done=lockbox-off");
    assertThat(api.acts()).containsExactly("PUT /api/v1/lockbox {\"takesRequests\":false}");
  }

  private static String recovery(String state, String by) {
    return """
    {"id": "%s", "tenantId": "%s", "policyId": "%s", "policyName": "files:NAM:1", "geo": "NAM",
     "reason": "both vaults burned",
     "state": "%s", "requestedBy": "%s", "requestedByName": "Ada", "requestedAt": "2026-11-29T20:00:00Z",
     "approvedAt": "2026-11-29T20:05:00Z", "approvedBy": "%s"}\
    """
        .formatted(ID, POLICY, POLICY, state, by, GRACE);
  }

  @Test
  @DisplayName("let another person than who asked for a recovery approve it")
  void recovery() {
    String call = "/api/v1/recovery-requests/" + ID;
    String path = "/console/recovery-requests/" + ID;
    api.on("GET /api/v1/recovery-requests", "{\"requests\": []}")
        .on("POST /api/v1/recovery-requests", recovery("requested", GRACE))
        .on("POST " + call + "/approve", recovery("approved", ADA))
        .on("POST " + call + "/move", "{}");
    assertThat(reader.page("/console/recovery-requests")).contains("No recovery", ">NAM</option>");
    reader.goesOn(
        "/console/recovery-requests",
        "policy=" + POLICY + "&reason=burned&sure=yes",
        "/console/recovery-requests?done=recovery-requested");
    api.on("GET " + call, recovery("requested", GRACE));
    assertThat(reader.page(path))
        .contains("You asked for this.", "Withdraw it")
        .doesNotContain("<h2 id=\"approve\">");
    api.on("GET " + call, recovery("requested", ADA));
    assertThat(reader.page(path)).contains("Recovery of NAM", "Ada", "<h2 id=\"approve\">");
    reader.goesOn(path + "/approve", "sure=yes&comment=", path + "?done=recovery-approved");
    api.on("GET " + call, recovery("open", ADA));
    assertThat(reader.page(path)).contains("Move everything").doesNotContain("Withdraw it");
    reader.goesOn(path + "/move", "sure=yes&to=" + GRACE, path + "?done=recovery-moving");
    assertThat(api.acts())
        .hasSize(3)
        .contains(
            "POST " + call + "/approve {}", "POST " + call + "/move {\"to\":\"" + GRACE + "\"}");
  }

  @Test
  @DisplayName("show a move out of a locked policy, and deny it")
  void move() {
    String move =
        """
        {"id": "%s", "state": "requested", "requestedBy": "%s", "targetKind": "file",
         "requestedByName": "Ada",
         "requestedAt": "2026-11-29T20:00:00Z", "target": "%s", "targetName": "files:NAM:1",
         "targetGeo": "NAM",
         "policies": [{"policyId": "%s", "name": "NA mail", "kind": "mailbox",
           "lockedAt": "2026-11-29T19:00:00Z"}],
         "job": {"id": "%s", "kind": "assign", "state": "waiting", "doneItems": 0,
           "totalItems": 4}}\
        """
            .formatted(ID, ADA, POLICY, POLICY, ID);
    String call = "/api/v1/move-approvals/" + ID;
    api.on("GET /api/v1/move-approvals", "{\"requests\": [" + move + "]}")
        .on("GET " + call, move)
        .refuse("POST " + call + "/deny", 409, "not-waiting", "it has begun");
    assertThat(reader.page("/console/move-approvals")).contains("NA mail", "Ada", "1 move");
    String path = "/console/move-approvals/" + ID;
    assertThat(reader.page(path))
        .contains("locked since", "NAM", "Ada")
        .doesNotContain("files:NAM");
    assertThat(reader.shownAgain(path + "/deny", "sure=yes"))
        .contains("it has begun", "not-waiting");
    api.on("GET " + call, move.replace("\"file\"", "\"serviceManaged\""));
    assertThat(reader.page(path))
        .contains("Service-managed default")
        .doesNotContain("<dd>NAM</dd>");
  }

  private static String act(String by, String more) {
    return """
    {"id": "%s", "kind": "resetCredential", "objectId": "%s", "objectName": "Ada",
     "state": "waiting", "requestedBy": "%s", "requestedAt": "2026-11-29T20:00:00Z",
     "expiresAt": "2026-12-29T20:00:00Z" %s}\
    """
        .formatted(ID, ADA, by, more);
  }

  @Test
  @DisplayName("let another person agree to an act, and who asked carry it out when it is time")
  void pendingAct() {
    String call = "/api/v1/pending-acts/" + ID;
    String path = "/console/pending-acts/" + ID;
    api.on("GET /api/v1/pending-acts", "{\"pendingActs\": [" + act(ADA, "") + "]}")
        .on("GET " + call, act(ADA, ""))
        .on("POST " + call + "/agree", act(ADA, ""))
        .on("POST " + call + "/carry-out", "{\"password\": \"new words\"}");
    assertThat(reader.page("/console/pending-acts"))
        .contains("Give a key holder a new credential", "Ada", "Waiting");
    assertThat(reader.page(path))
        .contains("<h2 id=\"agree\">", "7 days after that")
        .doesNotContain("<h2 id=\"carry-out\">");
    api.on("GET " + call, act(ADA, "").replace("resetCredential", "eraseNames"));
    assertThat(reader.page(path)).contains("at once then");
    api.on("GET " + call, act(ADA, ""));
    reader.goesOn(path + "/agree", "sure=yes", path + "?done=act-agreed");
    assertThat(reader.page("/console")).contains("1 act waits for a second person.");
    api.on("GET " + call, act(GRACE, ", \"dueAt\": \"2099-01-01T00:00:00Z\""));
    assertThat(reader.page(path)).doesNotContain("<h2 id=\"agree\">", "<h2 id=\"carry-out\">");
    api.on("GET " + call, act(GRACE, ", \"dueAt\": \"2026-01-01T00:00:00Z\""));
    assertThat(reader.page(path)).contains("<h2 id=\"carry-out\">");
    assertThat(reader.shownAgain(path + "/carry-out", "a=b")).contains("Tick the box");
    assertThat(reader.shownAgain(path + "/carry-out", "sure=yes"))
        .contains("new words", "this one time");
  }

  @Test
  @DisplayName("show operators what waits for them, without names of content")
  void operator() {
    String purge =
        """
        {"id": "%s", "tenantId": "%s", "policyName": "NA mail", "policyId": "%s",
         "state": "purgeAuthorised", "contact": "Dana", "requestedAt": "2026-11-29T20:00:00Z",
         "workload": "exchange", "backups": [],
         "approvals": [{"operator": "ines@ops.example", "at": "2026-11-29T20:00:00Z"}],
         "next": {"step": "approvals", "what": "two operators approve", "who": "two operators",
           "commands": ["freehold purge submit approved.txt --connection operator.json"]}}\
        """
            .formatted(ID, POLICY, POLICY);
    api.on(
            "GET /api/v1/tenants",
            """
            {"tenants": [{"id": "%s", "name": "contoso", "createdAt": "2026-11-29T20:00:00Z"}]}\
            """
                .formatted(POLICY))
        .on("GET /api/v1/operator/purges", "{\"purges\": [" + purge + "]}")
        .on("GET /api/v1/operator/purges/" + ID, purge)
        .on(
            "GET /api/v1/operator/recovery-requests",
            "{\"requests\": [" + recovery("approved", GRACE) + "]}")
        .on("POST /api/v1/operator/recovery-requests/" + ID + "/open", "{}")
        .on(
            "POST /api/v1/tenants",
            """
            {"id": "%s", "name": "fabrikam",
             "administrator": {"clientId": "%s", "clientSecret": "secret words"}}\
            """
                .formatted(ID, ADA));
    assertThat(reader.page("/console/tenants")).contains("contoso", "Make a tenant");
    assertThat(reader.page("/console/operator/purges"))
        .contains("NA mail", "contoso", "Two operators");
    assertThat(reader.page("/console/operator/purges/" + ID))
        .contains("Dana", "ines@ops.example", "/statement", "freehold purge submit");
    assertThat(reader.page("/console/operator/recovery-requests")).contains("both vaults burned");
    reader.goesOn(
        "/console/operator/recovery-requests/" + ID + "/open",
        "sure=yes",
        "/console/operator/recovery-requests?done=recovery-opened");
    assertThat(reader.shownAgain("/console/tenants", "name=fabrikam"))
        .contains("fabrikam", "secret words");
  }
}
