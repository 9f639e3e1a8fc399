package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.console.jobs.JobNews;
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
    assertThat(
            ((ConsoleAnswer.Html) console.serve(api.read("/console/jobs?kind=&state=failed")))
                .text())
        .contains("<option value=\"failed\" selected>Failed");
    assertThat(api.reads()).contains("GET /api/v1/jobs?max=51&state=failed");
  }

  @Test
  @DisplayName("are followed while the job goes on, and not after; a link loads the page again")
  void live() {
    assertThat(page("running", 5, ""))
        .contains("data-job=\"" + ID + "\"", "data-look=\"running true false -\"", "5 of 100, 5 %")
        .contains("Load the page again to see how far it is.");
    assertThat(page("done", 100, "")).doesNotContain("data-job=", "data-again", "<progress");
  }

  @Test
  @DisplayName("follow in a list those that go on")
  void liveList() {
    api.on(
        "GET /api/v1/policies",
        "{\"policies\": [{\"id\": \"" + POLICY + "\", \"name\": \"NA_mailboxes\"}]}");
    String ended = JOB.formatted("done", 100, "").replace("cc\"", "dd\"");
    api.on(
        "GET /api/v1/jobs", "{\"jobs\": [" + ended + "," + JOB.formatted("running", 5, "") + "]}");
    String html = ((ConsoleAnswer.Html) console.serve(api.read("/console/jobs"))).text();
    assertThat(html.split(" data-job=\"", -1)).hasSize(2);
    assertThat(html).contains(" data-job=\"" + ID + "\"", "data-again");
  }

  @Test
  @DisplayName("say aloud quarters alone")
  void quarters() {
    assertThat(page("running", 26, "")).contains("data-say=\"Roll of keys: 25 % done. Running.\"");
    assertThat(page("running", 49, "")).contains("data-say=\"Roll of keys: 25 % done. Running.\"");
    assertThat(page("running", 50, "")).contains("data-say=\"Roll of keys: 50 % done. Running.\"");
  }

  @Test
  @DisplayName("are told as an event what is new, in the words of the page")
  void news() {
    assertThat(
            new JobNews().event(JOB.formatted("running", 26, "").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "event: job\ndata: {\"job\":\""
                + ID
                + "\",\"look\":\"running true false -\",\"percent\":26,"
                + "\"progress\":\"26 of 100, 26 %\","
                + "\"said\":\"Roll of keys: 25 % done. Running.\"}\n\n");
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
