package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pages of people and programs")
class PeoplePagesTest {

  private static final String VERA = "00000000-0000-0000-0000-0000000000a1";
  private static final String GRACE = "00000000-0000-0000-0000-000000000001";
  private static final String IMPORT = "00000000-0000-0000-0000-0000000000b1";
  private static final String WAY = "00000000-0000-0000-0000-0000000000c1";
  private static final String SECRET = "rqjki-76any-awu7e";

  private static final String USER =
      """
      {"objectId": "%s", "userPrincipalName": "%s@contoso.example", "displayName": "<%s>",
       "roles": ["%s"], "enabled": true, "createdAt": "2026-11-29T20:38:00Z",
       "passwordChangedAt": "2026-11-29T20:39:00Z"}\
      """;

  private static final String APPLICATION =
      """
      {"clientId": "00000000-0000-0000-0000-0000000000b2", "objectId": "%s",
       "displayName": "Mail import", "roles": ["EXCHANGE_ADMIN"], "enabled": false,
       "createdAt": "2026-11-29T20:38:00Z"}\
      """
          .formatted(IMPORT);

  private static final String WAYS =
      """
      {"waysIn": [
        {"id": "%s", "kind": "refresh-token", "scope": "everything", "label": "phone",
         "madeAt": "2026-11-29T20:38:00Z"},
        {"id": "00000000-0000-0000-0000-0000000000c2", "kind": "device", "scope": "everything",
         "label": "ended", "madeAt": "2026-11-29T20:38:00Z", "endedAt": "2026-11-29T20:38:00Z"},
        {"id": "00000000-0000-0000-0000-0000000000c3", "kind": "password", "scope": "everything",
         "madeAt": "2026-11-29T20:38:00Z"}]}\
      """
          .formatted(WAY);

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  PeoplePagesTest() {
    user(VERA, "vera", "VAULT_ADMIN");
    user(GRACE, "grace", "GLOBAL_ADMIN");
    api.on("GET /api/v1/users", "{\"users\": [" + vera() + "]}")
        .on("GET /api/v1/applications", "{\"applications\": [" + APPLICATION + "]}")
        .on("GET /api/v1/applications/" + IMPORT, APPLICATION)
        .on("GET /api/v1/applications/" + IMPORT + "/ways-in", WAYS);
  }

  private void user(String id, String name, String role) {
    api.on("GET /api/v1/users/" + id, USER.formatted(id, name, name, role))
        .on("GET /api/v1/users/" + id + "/ways-in", WAYS);
  }

  private static String vera() {
    return USER.formatted(VERA, "vera", "vera", "VAULT_ADMIN");
  }

  private String page(String path) {
    return ((ConsoleAnswer.Html) console.serve(api.read(path))).text();
  }

  private String submitted(String path, String form, int status) {
    ConsoleAnswer.Html html = (ConsoleAnswer.Html) console.serve(api.submit(path, form));
    assertThat(html.status()).isEqualTo(status);
    return html.text();
  }

  @Test
  @DisplayName("show everybody with roles, and the form for a new person to whom the API lets make")
  void list() {
    assertThat(page("/console/users"))
        .contains("&lt;vera&gt;", "vera@contoso.example", "Vault administrator", "Enabled")
        .contains("1 person", "New person")
        .doesNotContain("<vera>");
    api.forbid("POST /api/v1/users");
    assertThat(page("/console/users")).doesNotContain("New person");
  }

  @Test
  @DisplayName("show the first password of a new person this once, and ask for the ticked roles")
  void make() {
    api.on(
        "POST /api/v1/users",
        "{\"objectId\": \"%s\", \"userPrincipalName\": \"nina@contoso.example\", \"password\": \"%s\"}"
            .formatted(VERA, SECRET));
    String shown =
        submitted(
            "/console/users",
            "displayName=Nina&userPrincipalName=nina%40contoso.example&role.AUDITOR=on"
                + "&role.APPROVER=on&role.OPERATOR=on",
            200);
    assertThat(shown).contains(SECRET, "nina@contoso.example", "Nobody can show it again.");
    assertThat(api.acts().getFirst())
        .startsWith("POST /api/v1/users {")
        .contains("\"roles\":[\"APPROVER\",\"AUDITOR\"]", "\"displayName\":\"Nina\"");
    assertThat(page("/console/users")).doesNotContain(SECRET);
  }

  @Test
  @DisplayName("show the list and the form again if a person cannot be made")
  void refusal() {
    api.refuse("POST /api/v1/users", 409, "user-exists", "there is such a person");
    assertThat(submitted("/console/users", "displayName=Nina&role.AUDITOR=on", 409))
        .contains("value=\"Nina\"", "name=\"role.AUDITOR\" value=\"on\" checked")
        .contains("This was not done.", "there is such a person", "New person");
  }

  @Test
  @DisplayName("show what a person can reach and the ways in that are open, with an end of each")
  void one() {
    assertThat(page("/console/users/" + VERA))
        .contains("&lt;vera&gt;", "keys in vaults; agrees to purges", "2 are open", "phone")
        .contains("action=\"/console/users/" + VERA + "/ways-in/" + WAY + "/end\"")
        .contains("name=\"role.VAULT_ADMIN\" value=\"on\" checked")
        .doesNotContain("ended", "0000c3/end");
  }

  @Test
  @DisplayName("look up sites and mailboxes only when asked to")
  void reach() {
    String site = "00000000-0000-0000-0000-0000000000d1";
    String mailbox = "00000000-0000-0000-0000-0000000000e1";
    api.on(
            "GET /api/v1/sites",
            "{\"sites\": [{\"id\": \"%s\", \"name\": \"plans\"}]}".formatted(site))
        .on("GET /api/v1/sites/" + site + "/permissions/" + VERA, "{\"role\": \"write\"}")
        .on(
            "GET /api/v1/mailboxes",
            "{\"mailboxes\": [{\"id\": \"%s\", \"displayName\": \"Desk\"}]}".formatted(mailbox))
        .on(
            "GET /api/v1/mailboxes/" + mailbox + "/permissions",
            "{\"permissions\": [{\"principal\": \"%s\"}]}".formatted(VERA));
    assertThat(page("/console/users/" + VERA)).doesNotContain("plans", "Desk");
    assertThat(page("/console/users/" + VERA + "?reach=content"))
        .contains("Site plans: write", "Mailbox Desk: full access");
    user(IMPORT, "bob", "AUDITOR");
    assertThat(page("/console/users/" + IMPORT + "?reach=content"))
        .contains("No role on a site")
        .doesNotContain("Site plans", "Mailbox Desk");
  }

  @Test
  @DisplayName("offer nobody to change themselves")
  void own() {
    assertThat(page("/console/users/" + GRACE))
        .contains("This is you.")
        .doesNotContain("Set these roles", "Delete for good", "Reset the password", "/disable");
  }

  @Test
  @DisplayName("ask the API to set roles, to disable, to sign out and to end a way in")
  void changes() {
    String one = "/api/v1/users/" + VERA;
    api.on("PATCH " + one, vera())
        .on("POST " + one + "/sign-out", "")
        .on("DELETE " + one + "/ways-in/" + WAY, "");
    String at = "/console/users/" + VERA;
    for (String act : new String[] {"edit", "disable", "sign-out", "ways-in/" + WAY + "/end"}) {
      assertThat(console.serve(api.submit(at + "/" + act, "role.AUDITOR=on&sure=on")))
          .isInstanceOfSatisfying(
              ConsoleAnswer.SeeOther.class,
              seeOther -> assertThat(seeOther.location()).startsWith(at + "?done="));
    }
    assertThat(api.acts())
        .containsExactly(
            "PATCH " + one + " {\"roles\":[\"AUDITOR\"]}",
            "PATCH " + one + " {\"enabled\":false}",
            "POST " + one + "/sign-out",
            "DELETE " + one + "/ways-in/" + WAY);
  }

  @Test
  @DisplayName("delete a person only after their name was typed")
  void delete() {
    String one = "/api/v1/users/" + VERA;
    api.on("DELETE " + one, "");
    assertThat(submitted("/console/users/" + VERA + "/delete", "confirm=viktor", 400))
        .contains("What you typed is not vera@contoso.example.");
    assertThat(submitted("/console/users/" + VERA + "/delete", "a=b", 400))
        .contains("not-confirmed");
    assertThat(api.acts()).isEmpty();
    assertThat(
            console.serve(
                api.submit(
                    "/console/users/" + VERA + "/delete", "confirm=+vera%40contoso.example")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/users?done=user-deleted"));
    assertThat(api.acts()).containsExactly("DELETE " + one);
  }

  @Test
  @DisplayName("show a program by client or object id, and its new secret this once")
  void application() {
    assertThat(page("/console/applications/" + IMPORT))
        .contains("Mail import", "Disabled", "Exchange administrator");
    String secret = "/api/v1/applications/" + IMPORT + "/secret";
    api.on(
        "POST " + secret,
        ("{\"clientId\": \"%s\", \"objectId\": \"%s\", \"displayName\": \"Mail import\","
                + " \"clientSecret\": \"%s\"}")
            .formatted(IMPORT, IMPORT, SECRET));
    String at = "/console/applications/" + IMPORT + "/secret";
    assertThat(submitted(at, "overlapSeconds=3600", 200)).contains(SECRET);
    assertThat(api.acts()).containsExactly("POST " + secret + " {\"overlapSeconds\":3600}");
    assertThat(submitted(at, "overlapSeconds=soon", 400)).doesNotContain(SECRET);
    assertThat(api.acts()).hasSize(1);
  }

  @Test
  @DisplayName("delete a program only after its name was typed")
  void deleteApplication() {
    String at = "/console/applications/" + IMPORT + "/delete";
    api.on("DELETE /api/v1/applications/" + IMPORT, "");
    assertThat(submitted(at, "confirm=mail", 400)).contains("What you typed is not Mail import.");
    assertThat(console.serve(api.submit(at, "confirm=Mail+import")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/applications?done=application-deleted"));
    assertThat(api.acts()).containsExactly("DELETE /api/v1/applications/" + IMPORT);
  }

  @Test
  @DisplayName("disable, reset and ask only if the box was ticked")
  void ticked() {
    String at = "/console/users/" + VERA;
    for (String act : new String[] {"disable", "password", "ask"}) {
      assertThat(submitted(at + "/" + act, "kind=resetCredential", 400)).contains("Tick the box");
    }
    assertThat(api.acts()).isEmpty();
  }

  @Test
  @DisplayName("ask for the acts of two people that fit a key holder, or somebody else")
  void pending() {
    String at = "/console/users/" + VERA;
    assertThat(page(at)).contains("value=\"resetCredential\"").doesNotContain("grantVaultAdmin");
    assertThat(page("/console/applications/" + IMPORT))
        .contains("value=\"grantVaultAdmin\"")
        .doesNotContain("resetCredential");
    api.on("POST /api/v1/pending-acts", "{}");
    console.serve(api.submit(at + "/ask", "kind=resetCredential&sure=on"));
    assertThat(api.acts().getFirst())
        .startsWith("POST /api/v1/pending-acts {")
        .contains("\"kind\":\"resetCredential\"", "\"objectId\":\"" + VERA + "\"");
    api.forbid("POST /api/v1/pending-acts");
    assertThat(page(at)).doesNotContain("resetCredential");
  }
}
