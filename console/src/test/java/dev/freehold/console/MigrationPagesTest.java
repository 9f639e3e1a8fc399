package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pages of migrations")
class MigrationPagesTest {

  private static final String ID = "00000000-0000-0000-0000-0000000000dd";
  private static final String PATH = "/console/migration-batches/" + ID;
  private static final String API = "/api/v1/migration-batches/" + ID;

  private static final String BATCH =
      """
      {"id": "00000000-0000-0000-0000-0000000000dd", "name": "Wave1", "status": "%s",
       "sourceEndpoint": "Old mail", "totalCount": 3, "activeCount": 1, "syncedCount": 1,
       "failedCount": 0, "createdAt": "2026-11-29T20:38:00Z",
       "completeAfter": "2026-12-01T22:00:00Z", "autoComplete": false}\
      """;

  private static final String USERS =
      """
      {"users": [
        {"line": 2, "emailAddress": "ada@contoso.example", "status": "completed",
         "copiedItems": 1234, "skippedItems": 0},
        {"line": 3, "emailAddress": "bea@contoso.example", "status": "syncing", "copiedItems": 40,
         "skippedItems": 1, "progress": {"folder": "Work/Plans", "doneItems": 41,
         "totalItems": 100, "percent": 41, "itemsPerMinute": 600,
         "expectedEnd": "2026-11-29T20:44:00Z"}},
        {"line": 4, "emailAddress": "cyd@contoso.example", "status": "failed", "copiedItems": 0,
         "skippedItems": 0, "code": "migration-login-refused"}]}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  private String page(String status) {
    api.on("GET " + API, BATCH.formatted(status)).on("GET " + API + "/users", USERS);
    return reread();
  }

  private String reread() {
    return ((ConsoleAnswer.Html) console.serve(api.read(PATH))).text();
  }

  @Test
  @DisplayName("list the batches with their state")
  void list() {
    api.on(
        "GET /api/v1/migration-batches",
        "{\"migrationBatches\": [" + BATCH.formatted("syncing") + "]}");
    assertThat(((ConsoleAnswer.Html) console.serve(api.read("/console/migration-batches"))).text())
        .contains("Wave1", "Old mail", "Copying", "1 of 3 done, 0 failed", PATH, "data-again");
  }

  @Test
  @DisplayName("say of each mailbox how far it is")
  void progress() {
    assertThat(page("syncing"))
        .contains("ada@contoso.example", "1,234", "41 of 100, 41 %", "Work/Plans", "600")
        .contains("2026-11-29T20:44:00Z", "migration-login-refused");
  }

  @Test
  @DisplayName("say when a batch copies for the last time")
  void completeAfter() {
    assertThat(page("synced")).contains("Copies for the last time", "2026-12-01T22:00:00Z");
    assertThat(page("completed")).doesNotContain("2026-12-01T22:00:00Z");
  }

  @Test
  @DisplayName("show the same commands, with the name of the batch as the shell reads it")
  void commands() {
    api.on("GET " + API, BATCH.formatted("synced").replace("Wave1", "Wave 1"))
        .on("GET " + API + "/users", USERS);
    assertThat(reread())
        .contains("Get-MigrationUser -BatchId 'Wave 1'", "Complete-MigrationBatch 'Wave 1'");
  }

  @Test
  @DisplayName("offer what can be done with a batch in its state, to those who may")
  void offers() {
    assertThat(page("syncing")).contains(PATH + "/stop", PATH + "/remove", "will go on to");
    assertThat(page("synced"))
        .contains(PATH + "/start", PATH + "/stop", "will go on to", "Copied, and goes on");
    assertThat(page("stopped"))
        .contains(PATH + "/start", PATH + "/remove")
        .doesNotContain(PATH + "/stop", "will go on to");
    assertThat(page("completed")).doesNotContain(PATH + "/start", PATH + "/stop");
    api.forbid("DELETE " + API);
    assertThat(page("completed")).doesNotContain(PATH + "/remove");
  }

  @Test
  @DisplayName("complete a batch that goes on, only if that was ticked")
  void complete() {
    assertThat(page("stopped")).contains(PATH + "/complete");
    assertThat(page("synced")).contains(PATH + "/complete", "When the domain's MX");
    api.on("POST " + API + "/complete", "{}");
    ConsoleAnswer.Html refused =
        (ConsoleAnswer.Html) console.serve(api.submit(PATH + "/complete", "a=b"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(api.acts()).isEmpty();
    assertThat(console.serve(api.submit(PATH + "/complete", "sure=yes")))
        .isEqualTo(new ConsoleAnswer.SeeOther(PATH + "?done=batch-completing"));
    assertThat(api.acts()).containsExactly("POST " + API + "/complete");
  }

  @Test
  @DisplayName("offer to complete only what goes on and is not completed yet, to those who may")
  void offersToComplete() {
    assertThat(page("completing")).doesNotContain(PATH + "/complete");
    assertThat(page("completed")).doesNotContain(PATH + "/complete");
    api.on("GET " + API, BATCH.formatted("syncing").replace("false}", "true}"));
    assertThat(reread()).contains(PATH + "/stop").doesNotContain(PATH + "/complete");
    api.forbid("POST " + API + "/start");
    assertThat(page("synced")).doesNotContain(PATH + "/complete");
  }

  @Test
  @DisplayName("remove a batch only if that was ticked")
  void remove() {
    page("syncing");
    api.on("DELETE " + API, "{}");
    ConsoleAnswer.Html refused =
        (ConsoleAnswer.Html) console.serve(api.submit(PATH + "/remove", "a=b"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(api.acts()).isEmpty();
    assertThat(console.serve(api.submit(PATH + "/remove", "sure=yes")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/migration-batches?done=batch-removed"));
    assertThat(api.acts()).containsExactly("DELETE " + API);
  }
}
