package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pages of policies")
class PolicyPagesTest {

  private static final String ID = "00000000-0000-0000-0000-0000000000aa";
  private static final String OTHER = "00000000-0000-0000-0000-0000000000bb";
  private static final String JOB = "00000000-0000-0000-0000-0000000000cc";
  private static final String MAIL = "/policies/" + ID;
  private static final String ALL = "/multi-workload-policies/" + ID;
  private static final String ASSIGNMENT = "/api/v1/multi-workload-policy-assignment";
  private static final String KEYS =
      "key1=https%3A%2F%2Fa.example%2Fkeys%2Fmail&key2=https%3A%2F%2Fb.example%2Fkeys%2Fmail";

  private static final String POLICY =
      """
      {"id": "%s", "kind": "mailbox", "name": "NA <mail>", "description": "for \\"all\\"",
       "enabled": true, "state": "active", "recovering": false, "locked": false, "keys": [],
       "createdAt": "2026-11-29T20:38:00Z", "changedAt": "2026-11-29T20:38:00Z"}\
      """;

  private static final String FOUND =
      """
      {"usable": %s, "askedAs": {"displayName": "Office <365>",
        "applicationId": "00000002-0000-0ff1-ce00-000000000000"}, "together": [{"rule": "twoKeys", "outcome": "held"},
        {"rule": "twoVaults", "outcome": "held"}],
       "keys": [
        {"key": 1, "uri": "https://a.example/keys/mail",
         "versionUri": "https://a.example/keys/mail/1",
         "rules": [{"rule": "enabled", "outcome": "held"}]},
        {"key": 2, "uri": "https://b.example/keys/mail", "rules": [%s]}]}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  @BeforeEach
  void some() {
    status("null");
    String listed = "{\"policies\": [" + POLICY.formatted(ID) + "]}";
    api.on("GET /api/v1/policies", listed)
        .on("GET /api/v1/multi-workload-policies", listed)
        .on("PATCH /api/v1" + MAIL, POLICY.formatted(ID))
        .on("PUT " + ASSIGNMENT, job("multi-workload", "queued", "null"))
        .on("GET /api/v1/jobs", "{\"jobs\": []}");
  }

  private void status(String job) {
    String status = "{\"policy\": %s, \"job\": %s}".formatted(POLICY.formatted(ID), job);
    api.on("GET /api/v1" + MAIL + "/status", status).on("GET /api/v1" + ALL + "/status", status);
  }

  private static String job(String kind, String state, String statement) {
    return """
    {"id": "%s", "kind": "%s", "state": "%s", "doneItems": 1, "totalItems": 4,
     "subjectId": "%s", "createdAt": "2026-11-29T20:38:00Z",
     "endedAt": "2026-11-29T21:38:00Z", "statement": %s}\
    """
        .formatted(JOB, kind, state, ID, statement);
  }

  private ConsoleAnswer.Html page(String path) {
    return (ConsoleAnswer.Html) console.serve(api.read("/console" + path));
  }

  private ConsoleAnswer submit(String path, String form) {
    return console.serve(api.submit("/console" + path, form));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/policies", "/multi-workload-policies"})
  @DisplayName("check two keys without making anything, and keep what was typed")
  void checkKeys(String kind) {
    api.on("POST /api/v1/key-checks" + kind, FOUND.formatted(true, ""));
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html) submit("/key-checks" + kind, "name=N+%3Cb%3E&description=d&" + KEYS);
    assertThat(api.acts())
        .containsExactly(
            "POST /api/v1/key-checks"
                + kind
                + " {\"keys\":[\"https://a.example/keys/mail\",\"https://b.example/keys/mail\"]}");
    assertThat(html.status()).isEqualTo(200);
    assertThat(html.text())
        .contains("Both keys can be used.", "https://a.example/keys/mail/1", ">Holds</span>")
        .contains("value=\"N &lt;b>\"", "value=\"https://b.example/keys/mail\"")
        .contains("action=\"/console" + kind + "\"", "formaction=\"/console/key-checks" + kind)
        .contains("POST /api/v1/key-checks" + kind)
        .contains("<a href=\"/console" + kind + "\" aria-current=\"page\"");
  }

  @Test
  @DisplayName("say of each rule in words whether it holds, and what to do where it does not")
  void brokenKeys() {
    api.on(
        "POST /api/v1/key-checks/policies",
        FOUND.formatted(
            false,
            """
            {"rule": "enabled", "outcome": "broken", "code": "key-disabled",
             "detail": "the key <x> is disabled; enable it"},
            {"rule": "mayWrap", "outcome": "notChecked"}\
            """));
    String text = ((ConsoleAnswer.Html) submit("/key-checks/policies", KEYS)).text();
    assertThat(text)
        .contains("1 rule is broken.", "Nothing was made.")
        .contains("badge bad\">Broken</span>", "badge neutral\">Not checked</span>")
        .contains("the key &lt;x&gt; is disabled; enable it", "<code>key-disabled</code>")
        .contains("The vault lets Freehold wrap with the key.", "as Office &lt;365&gt;.");
  }

  @Test
  @DisplayName("lead to the list where somebody loads what was found again")
  void reload() {
    assertThat(console.serve(api.read("/console/key-checks/policies")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/policies"));
  }

  @Test
  @DisplayName("show the list with the reason if the keys are not checked at all")
  void refusedCheck() {
    api.refuse("POST /api/v1/key-checks/policies", 503, "database-unavailable", "it is down");
    ConsoleAnswer.Html html = (ConsoleAnswer.Html) submit("/key-checks/policies", "name=a&" + KEYS);
    assertThat(html.status()).isEqualTo(503);
    assertThat(html.text()).contains("it is down", "value=\"a\"", "Make the policy");
    api.forbid("POST /api/v1/key-checks/policies");
    assertThat(((ConsoleAnswer.Html) submit("/key-checks/policies", KEYS)).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("give the statements of rolls that have ended to be saved")
  void rolls() {
    String ended = job("roll", "done", "{\"policyId\": \"x\"}");
    api.on(
        "GET /api/v1/jobs", "{\"jobs\": [" + ended + ", " + job("roll", "running", "null") + "]}");
    String text = page(MAIL).text();
    assertThat(text)
        .contains("Rolls that have ended", "The last roll<", "29 Nov 2026, 21:38 UTC")
        .contains("action=\"/console/jobs/" + JOB + "/statement\"")
        .contains("/console/jobs?kind=roll&amp;subject=" + ID);
    assertThat(text.split("Save as a file", -1)).hasSize(2);
    assertThat(api.reads())
        .contains(
            "GET /api/v1/jobs?kind=roll&subject=" + ID,
            "GET /api/v1/jobs?kind=availability-roll&subject=" + ID);
    api.on(
        "GET /api/v1/jobs",
        IntStream.range(0, 12)
            .mapToObj(_ -> job("roll", "failed", "{}"))
            .collect(Collectors.joining(",", "{\"jobs\": [", "]}")));
    assertThat(page(MAIL).text())
        .contains("The last 10 rolls", "Failed")
        .doesNotContain("Save as a file");
  }

  @Test
  @DisplayName("tell when the availability key was last rolled, to those who may see jobs")
  void availability() {
    assertThat(page(MAIL).text()).contains("Not rolled since the policy was made.");
    api.on("GET /api/v1/jobs", "{\"jobs\": [" + job("availability-roll", "done", "{}") + "]}");
    assertThat(page(MAIL).text())
        .contains(">Last rolled</a>", "29 Nov 2026, 21:38 UTC")
        .doesNotContain("Not rolled since");
    api.forbid("GET /api/v1/jobs");
    assertThat(page(MAIL).text())
        .doesNotContain("Last rolled", "Not rolled since", "Rolls that have ended");
  }

  @Test
  @DisplayName("pause the work on a policy and let it go on, as far as the person may")
  void brake() {
    status(job("roll", "running", "null"));
    assertThat(page(MAIL).text()).contains(">Pause</button>").doesNotContain(">Resume</button>");
    status(job("roll", "paused", "null"));
    assertThat(page(MAIL).text()).contains(">Resume</button>").doesNotContain(">Pause</button>");
    api.on("POST /api/v1/jobs/" + JOB + "/resume", job("roll", "running", "null"));
    assertThat(submit(MAIL + "/jobs/" + JOB + "/resume", ""))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console" + MAIL + "?done=job-resumed"));
    assertThat(api.acts()).containsExactly("POST /api/v1/jobs/" + JOB + "/resume");
    api.refuse("POST /api/v1/jobs/" + JOB + "/pause", 409, "job-ended", "the job has ended");
    ConsoleAnswer.Html html = (ConsoleAnswer.Html) submit(MAIL + "/jobs/" + JOB + "/pause", "");
    assertThat(html.status()).isEqualTo(409);
    assertThat(html.text()).contains("the job has ended", "NA &lt;mail&gt;");
    api.forbid("POST /api/v1/jobs/" + JOB + "/resume");
    assertThat(page(MAIL).text()).doesNotContain(">Resume</button>");
  }

  @Test
  @DisplayName("change name, description and whether it may be assigned")
  void edit() {
    assertThat(page(MAIL).text())
        .contains("value=\"NA &lt;mail>\"", "value=\"for &#34;all&#34;\"", "checked");
    assertThat(submit(MAIL + "/edit", "name=New&description="))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console" + MAIL + "?done=policy-edited"));
    assertThat(api.acts().getFirst())
        .startsWith("PATCH /api/v1" + MAIL)
        .contains("\"name\":\"New\"", "\"description\":\"\"", "\"enabled\":false");
    api.refuse("PATCH /api/v1" + MAIL, 409, "policy-name-taken", "choose another name");
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html) submit(MAIL + "/edit", "name=Taken&description=x&enabled=yes");
    assertThat(html.text()).contains("choose another name", "value=\"Taken\"", "value=\"x\"");
    api.forbid("PATCH /api/v1" + MAIL);
    assertThat(page(MAIL).text()).doesNotContain("Name and description");
  }

  @Test
  @DisplayName("assign a multi-workload policy to the tenant and take it away again")
  void assignment() {
    api.on("GET " + ASSIGNMENT, "{}");
    assertThat(page(ALL).text()).contains("No multi-workload policy is assigned.");
    assertThat(submit(ALL + "/assign", ""))
        .isEqualTo(
            new ConsoleAnswer.SeeOther("/console/jobs/" + JOB + "?done=tenant-policy-assigned"));
    assertThat(api.acts()).containsExactly("PUT " + ASSIGNMENT + " {\"policy\":\"" + ID + "\"}");
    api.on("GET " + ASSIGNMENT, "{\"policy\": " + POLICY.formatted(OTHER) + "}");
    assertThat(page(ALL).text())
        .contains("/console/multi-workload-policies/" + OTHER, "Assign to all mailboxes");
    api.on("GET " + ASSIGNMENT, "{\"policy\": " + POLICY.formatted(ID) + "}");
    assertThat(page(ALL).text())
        .contains("This policy covers every mailbox", "Take the policy away")
        .doesNotContain("Assign to all mailboxes");
    assertThat(((ConsoleAnswer.Html) submit(ALL + "/take-away", "")).status()).isEqualTo(400);
    assertThat(api.acts()).hasSize(1);
    submit(ALL + "/take-away", "sure=yes");
    assertThat(api.acts().getLast()).isEqualTo("PUT " + ASSIGNMENT + " {\"policy\":null}");
    api.forbid("PUT " + ASSIGNMENT);
    assertThat(page(ALL).text()).doesNotContain("Take the policy away");
  }

  @Test
  @DisplayName("of mailboxes lead to the mailboxes under them, and have no assignment of a tenant")
  void mailboxes() {
    assertThat(page(MAIL).text()).contains("/console/mailboxes?policy=" + ID);
    api.forbid("GET /api/v1/mailboxes");
    assertThat(page(MAIL).text()).doesNotContain("/console/mailboxes?policy=");
    assertThat(((ConsoleAnswer.Html) submit(MAIL + "/assign", "")).status()).isEqualTo(404);
  }
}
