package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pages of jobs")
class JobPagesTest {

  private static final String ID = "00000000-0000-0000-0000-0000000000cc";
  private static final String POLICY = "00000000-0000-0000-0000-0000000000aa";
  private static final String PATH = "/console/jobs/" + ID;

  private static final String JOB =
      """
      {"id": "00000000-0000-0000-0000-0000000000cc", "kind": "roll", "state": "%s",
       "subjectId": "00000000-0000-0000-0000-0000000000aa", "doneItems": %d, "totalItems": 100,
       "createdAt": "2026-11-29T20:38:00Z", "statement": {%s}}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  private String page(String state, int done, String statement) {
    api.on("GET /api/v1/jobs/" + ID, JOB.formatted(state, done, statement));
    return ((ConsoleAnswer.Html) console.serve(api.read(PATH))).text();
  }

  @Test
  @DisplayName("list them with what they are about")
  void list() {
    api.on("GET /api/v1/jobs", "{\"jobs\": [" + JOB.formatted("running", 5, "") + "]}")
        .on(
            "GET /api/v1/policies",
            "{\"policies\": [{\"id\": \"" + POLICY + "\", \"name\": \"NA_mailboxes\"}]}");
    assertThat(((ConsoleAnswer.Html) console.serve(api.read("/console/jobs"))).text())
        .contains("Roll of keys", "NA_mailboxes", "Running", "5 of 100, 5 %", PATH);
  }

  @Test
  @DisplayName("ask for their part again while the job goes on, and not after")
  void live() {
    assertThat(page("running", 5, ""))
        .contains("hx-trigger=\"every 3s\"", "hx-get=\"" + PATH + "\"", "5 of 100, 5 %");
    assertThat(page("done", 100, "")).doesNotContain("hx-trigger", "hx-get", "<progress");
  }

  @Test
  @DisplayName("say aloud quarters alone")
  void quarters() {
    assertThat(page("running", 26, "")).contains("data-say=\"25 % done. Running.\"");
    assertThat(page("running", 49, "")).contains("data-say=\"25 % done. Running.\"");
    assertThat(page("running", 50, "")).contains("data-say=\"50 % done. Running.\"");
  }

  @Test
  @DisplayName("offer what can be done with a job in its state, to those who may")
  void offers() {
    assertThat(page("running", 5, ""))
        .contains(PATH + "/pause", PATH + "/cancel")
        .doesNotContain(PATH + "/resume");
    assertThat(page("paused", 5, ""))
        .contains(PATH + "/resume", PATH + "/cancel")
        .doesNotContain(PATH + "/pause");
    assertThat(page("failed", 5, "")).contains(PATH + "/resume");
    assertThat(page("done", 100, ""))
        .doesNotContain(PATH + "/pause", PATH + "/resume", PATH + "/cancel");
    api.forbid("POST /api/v1/jobs/" + ID + "/pause");
    assertThat(page("running", 5, "")).doesNotContain(PATH + "/pause");
  }

  @Test
  @DisplayName("pause, and show a refusal with the job as it is")
  void acts() {
    api.on("GET /api/v1/jobs/" + ID, JOB.formatted("running", 5, ""))
        .on("POST /api/v1/jobs/" + ID + "/pause", JOB.formatted("paused", 5, ""))
        .refuse("POST /api/v1/jobs/" + ID + "/cancel", 409, "job-not-cancellable", "it goes on");
    assertThat(console.serve(api.submit(PATH + "/pause", "a=b")))
        .isEqualTo(new ConsoleAnswer.SeeOther(PATH + "?done=job-paused"));
    ConsoleAnswer.Html refused =
        (ConsoleAnswer.Html) console.serve(api.submit(PATH + "/cancel", "sure=yes"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("it goes on", "job-not-cancellable", "5 of 100");
    assertThat(api.acts())
        .containsExactly(
            "POST /api/v1/jobs/" + ID + "/pause", "POST /api/v1/jobs/" + ID + "/cancel");
  }

  @Test
  @DisplayName("cancel only with the tick that says so")
  void sure() {
    api.on("GET /api/v1/jobs/" + ID, JOB.formatted("running", 5, ""));
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html) console.serve(api.submit(PATH + "/cancel", "a=b"));
    assertThat(html.text()).contains("This was not done.");
    assertThat(api.acts()).isEmpty();
  }

  @Test
  @DisplayName("show the statement, and give it to be saved")
  void statement() {
    String facts = "\"versionsBeforeMayBeDisabled\": \"true\", \"versionsBefore\": \"\"";
    assertThat(page("done", 100, facts))
        .contains("Versions from before may be disabled", "<dd>Yes</dd>")
        .doesNotContain(">Versions from before<");
    ConsoleAnswer.Download saved =
        (ConsoleAnswer.Download) console.serve(api.submit(PATH + "/statement", "a=b"));
    assertThat(saved.headers().get("Content-Disposition")).contains("roll-" + ID + ".json");
    assertThat(new String(saved.bytes(), StandardCharsets.UTF_8)).contains("versionsBefore");
  }
}
