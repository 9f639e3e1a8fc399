package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.console.screen.PageArea.ActRoute;
import dev.freehold.console.screen.PageArea.ScreenRoute;
import dev.freehold.web.http.ProblemException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The console")
class ConsoleTest {

  private static final String POLICY =
      """
      {"id": "00000000-0000-0000-0000-0000000000aa", "kind": "mailbox", "name": "NA <mail>",
       "description": "", "enabled": true, "state": "active", "recovering": false,
       "locked": %s, "createdAt": "2026-11-29T20:38:00Z", "changedAt": "2026-11-29T20:38:00Z",
       "keys": [{"uri": "https://a.example/keys/mail", "versionUri": "https://a.example/keys/mail/1"},
                {"uri": "https://b.example/keys/mail", "versionUri": "https://b.example/keys/mail/2"}]}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  private ConsoleAnswer.Html page(String path) {
    return (ConsoleAnswer.Html) console.serve(api.read(path));
  }

  @Test
  @DisplayName("shows a policy's name, state and keys, and what others wrote as text")
  void policies() {
    api.on("GET /api/v1/policies", "{\"policies\": [" + POLICY.formatted(false) + "]}");
    ConsoleAnswer.Html html = page("/console/policies");
    assertThat(html.status()).isEqualTo(200);
    assertThat(html.text())
        .contains("NA &lt;mail&gt;", "Active", "a.example", "29 Nov 2026, 20:38 UTC", "1 policy")
        .doesNotContain("<mail>");
  }

  @Test
  @DisplayName("leaves out of pages and menu what the API would refuse")
  void roles() {
    api.on("GET /api/v1/policies", "{\"policies\": []}");
    assertThat(page("/console/policies").text())
        .contains("New policy", "href=\"/console/policies\"");
    api.forbid("POST /api/v1/policies");
    assertThat(page("/console/policies").text()).doesNotContain("New policy");
    api.forbid("GET /api/v1/policies");
    ConsoleAnswer.Html refused = page("/console/policies");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text())
        .contains("You may not use this page")
        .doesNotContain("href=\"/console/policies\"");
  }

  @Test
  @DisplayName("asks the API to do what a form says, and shows what was done at the next page")
  void form() {
    api.on("POST /api/v1/policies", POLICY.formatted(false));
    ConsoleAnswer answer =
        console.serve(
            api.submit(
                "/console/policies",
                "name=NA+mail&description=&key1=https%3A%2F%2Fa.example%2Fkeys%2Fmail"
                    + "&key2=https%3A%2F%2Fb.example%2Fkeys%2Fmail"));
    assertThat(answer)
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/policies/NA%20mail?done=policy-created"));
    assertThat(api.acts()).hasSize(1);
    assertThat(api.acts().getFirst())
        .startsWith("POST /api/v1/policies {")
        .contains(
            "\"name\":\"NA mail\"",
            "\"keys\":[\"https://a.example/keys/mail\",\"https://b.example/keys/mail\"]");
  }

  @Test
  @DisplayName("shows the form again with the reason if the API refuses")
  void refusal() {
    api.on("GET /api/v1/policies", "{\"policies\": []}")
        .refuse("POST /api/v1/policies", 409, "keys-same-vault", "both keys are in one vault");
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html)
            console.serve(api.submit("/console/policies", "name=Mine+%3Cb%3E&key1=b&key2=c"));
    assertThat(html.status()).isEqualTo(409);
    assertThat(html.text())
        .contains("This was not done.", "both keys are in one vault", "keys-same-vault")
        .contains("New policy", "value=\"Mine &lt;b>\"");
    assertThat(page("/console/policies").text()).doesNotContain("Mine");
  }

  @Test
  @DisplayName("shows the reason on the page of a policy whose name has a blank and a slash")
  void refusalOfNamed() {
    String policy = "/api/v1/policies/NA%20%2F%20mail";
    api.on(
            "GET " + policy + "/status",
            "{\"policy\": %s, \"mailboxes\": {}}".formatted(POLICY.formatted(false)))
        .refuse("POST " + policy + "/roll", 401, "step-up-needed", "sign in again");
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html)
            console.serve(api.submit("/console/policies/NA%20%2F%20mail/roll", "key1=&key2="));
    assertThat(html.status()).isEqualTo(401);
    assertThat(html.text())
        .contains("This was not done.", "sign in again")
        .contains("/console/sign-in?to=%2Fconsole%2Fpolicies%2FNA%2520%252F%2520mail");
  }

  @Test
  @DisplayName("says why a form was refused even if its page cannot be shown either")
  void refusalWithoutPage() {
    api.refuse("POST /api/v1/policies", 403, "role-missing", "this route needs a role")
        .refuse("GET /api/v1/policies", 503, "database-unavailable", "the database is down");
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html) console.serve(api.submit("/console/policies", "name=a"));
    assertThat(html.status()).isEqualTo(403);
    assertThat(html.text()).contains("role-missing").doesNotContain("database-unavailable");
  }

  @Test
  @DisplayName("fails with the problem of the API if it does not even say who asks")
  void nobody() {
    api.refuse("GET /api/v1/me", 503, "database-unavailable", "the database is down");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> page("/console"))
        .satisfies(
            failed -> {
              assertThat(failed.problem().status()).isEqualTo(503);
              assertThat(failed.problem().code()).isEqualTo("database-unavailable");
            });
  }

  @Test
  @DisplayName("has the page of every form")
  void pagesOfForms() {
    assertThat(console.screens())
        .extracting(ScreenRoute::path)
        .containsAll(console.acts().stream().map(ActRoute::page).toList());
  }

  @Test
  @DisplayName("does nothing for a form that does not carry the token of its session")
  void foreignForm() {
    api.on("POST /api/v1/policies", POLICY.formatted(false));
    for (String form : List.of("name=a", "form_token=&name=a", "form_token=other&name=a")) {
      ConsoleAnswer.Html html =
          (ConsoleAnswer.Html) console.serve(api.submitRaw("/console/policies", form));
      assertThat(html.status()).isEqualTo(403);
      assertThat(html.text()).contains("form-expired");
    }
    assertThat(api.acts()).isEmpty();
  }

  @Test
  @DisplayName("answers an address that is no page by saying so")
  void nothing() {
    for (String path : List.of("/console/nowhere", "/console/policies/a/b/c")) {
      assertThat(page(path).status()).isEqualTo(404);
      assertThat(page(path).text()).contains("There is no such page");
    }
    ConsoleAnswer.Html html = (ConsoleAnswer.Html) console.serve(api.submit("/console/x", "a=b"));
    assertThat(html.status()).isEqualTo(404);
  }

  @Test
  @DisplayName("says what was done in words of its own alone")
  void done() {
    assertThat(page("/console?done=policy-rolling").text()).contains("The roll has begun.");
    assertThat(page("/console?done=<b>").text()).doesNotContain("<p class=\"note good\" role=");
  }

  @Test
  @DisplayName("has every page's title in the bundle, and no script or style inside of a page")
  void texts() {
    String html = page("/console").text();
    assertThat(html).doesNotContain("<style", " style=", "onclick=", "javascript:");
    assertThat(html.split("<script ", -1)).hasSize(3);
    assertThat(html.split("<h1", -1)).hasSize(2);
  }
}
