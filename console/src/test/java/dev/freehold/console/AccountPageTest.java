package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the reader's own account")
class AccountPageTest {

  private static final String SECRET = "wq3k8s-secret";

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  AccountPageTest() {
    api.on("GET /api/v1/me/ways-in", "{\"waysIn\": []}")
        .on(
            "GET /api/v1/access-keys",
            """
            {"accessKeys": [{"id": "FHAK1", "enabled": true, "createdAt": "2026-11-29T20:38:00Z"}]}\
            """)
        .on(
            "GET /api/v1/me/notifications",
            """
            {"sent": true, "address": "grace@contoso.example", "kinds": [
              {"kind": "job-failed", "byRole": true, "mail": false},
              {"kind": "policy-locked", "byRole": true, "mail": true},
              {"kind": "purge-consent", "byRole": false, "mail": true}]}\
            """);
  }

  private String page() {
    return ((ConsoleAnswer.Html) console.serve(api.read("/console/me"))).text();
  }

  private String submitted(String path, String form, int status) {
    ConsoleAnswer.Html html = (ConsoleAnswer.Html) console.serve(api.submit(path, form));
    assertThat(html.status()).isEqualTo(status);
    return html.text();
  }

  @Test
  @DisplayName("shows access keys and notifications as far as the API has them for the reader")
  void shown() {
    assertThat(page())
        .contains("FHAK1", "Make an access key", "A job failed", "grace@contoso.example")
        .contains("name=\"mail.policy-locked\" value=\"on\" checked")
        .contains("name=\"mail.job-failed\" value=\"on\">");
    api.forbid("GET /api/v1/access-keys").forbid("GET /api/v1/me/notifications");
    assertThat(page()).doesNotContain("FHAK1", "Make an access key", "A job failed");
  }

  @Test
  @DisplayName("asks for the new password twice, and changes nothing if the two differ")
  void password() {
    api.on("PUT /api/v1/me/password", "");
    assertThat(
            submitted(
                "/console/me/password",
                "currentPassword=old&newPassword=one&newPasswordAgain=two",
                400))
        .contains("Your password is as it was.")
        .doesNotContain("\"one\"", "\"old\"");
    assertThat(api.acts()).isEmpty();
    assertThat(
            console.serve(
                api.submit(
                    "/console/me/password",
                    "currentPassword=old&newPassword=one&newPasswordAgain=one")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/me?done=password-changed"));
    assertThat(api.acts().getFirst())
        .contains("\"currentPassword\":\"old\"", "\"newPassword\":\"one\"");
  }

  @Test
  @DisplayName("shows an app password and the secret of an access key once, when they are made")
  void secrets() {
    api.on(
            "POST /api/v1/me/app-passwords",
            """
            {"id": "00000000-0000-0000-0000-0000000000aa", "name": "my laptop",
             "password": "%s"}\
            """
                .formatted(SECRET))
        .on("POST /api/v1/access-keys", "{\"id\": \"FHAK2\", \"secret\": \"" + SECRET + "\"}");
    assertThat(submitted("/console/me/app-passwords", "name=my+laptop", 200))
        .contains(SECRET, "my laptop");
    assertThat(submitted("/console/me/access-keys", "a=b", 200)).contains(SECRET, "FHAK2");
    assertThat(api.acts())
        .containsExactly(
            "POST /api/v1/me/app-passwords {\"name\":\"my laptop\"}",
            "POST /api/v1/access-keys {}");
    assertThat(page()).doesNotContain(SECRET);
  }

  @Test
  @DisplayName("disables and deletes access keys")
  void keys() {
    api.on("PATCH /api/v1/access-keys/FHAK1", "{}").on("DELETE /api/v1/access-keys/FHAK1", "");
    assertThat(console.serve(api.submit("/console/me/access-keys/FHAK1/disable", "a=b")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/me?done=key-disabled"));
    assertThat(console.serve(api.submit("/console/me/access-keys/FHAK1/delete", "sure=on")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/me?done=key-deleted"));
    assertThat(api.acts())
        .containsExactly(
            "PATCH /api/v1/access-keys/FHAK1 {\"enabled\":false}",
            "DELETE /api/v1/access-keys/FHAK1");
  }

  @Test
  @DisplayName("turns off the kinds of notifications that are not ticked")
  void notifications() {
    api.on("PUT /api/v1/me/notifications", "{}");
    console.serve(api.submit("/console/me/notifications", "mail.policy-locked=on"));
    assertThat(api.acts())
        .containsExactly(
            "PUT /api/v1/me/notifications {\"off\":[\"job-failed\",\"purge-consent\"]}");
  }
}
