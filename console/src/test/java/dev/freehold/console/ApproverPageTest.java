package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the approver")
class ApproverPageTest {

  private static final String GRACE = "00000000-0000-0000-0000-000000000001";
  private static final String PAUL = "00000000-0000-0000-0000-000000000002";
  private static final String API = "/api/v1/approver";
  private static final String PAGE = "/console/approver";

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();
  private final PageReader reader = new PageReader(console, api);

  private static String approver(String person, String rest) {
    return """
    {"objectId": "%s", "name": "paul@contoso.example", "signs": "here", %s
     "registeredBy": "%s", "registeredByName": "grace@contoso.example",
     "registeredAt": "2026-11-29T20:38:00Z", "effectiveAt": "2026-12-13T20:38:00Z"}\
    """
        .formatted(person, rest, GRACE);
  }

  private static final String CERTIFIED =
      "\"certificateSha256\": \"abcd\", \"notAfter\": \"2036-11-29T20:38:00Z\",";

  @Test
  @DisplayName("registers somebody, with a certificate or without, if the box is ticked")
  void registers() {
    api.on("GET " + API, "{}").on("PUT " + API, "{}");
    assertThat(reader.page(PAGE))
        .contains("Nobody is registered.", "Register an approver")
        .doesNotContain("<h2 id=\"revoke\">", "<h2 id=\"withdraw\">", "<h2 id=\"key\">");
    assertThat(reader.shownAgain(PAGE, "user=paul")).contains("Tick the box", "value=\"paul\"");
    assertThat(api.acts()).isEmpty();
    reader.goesOn(
        PAGE, "user=paul&certificate=&issuers=&sure=yes", PAGE + "?done=approver-registered");
    reader.goesOn(
        PAGE, "user=paul&certificate=PEM&issuers=CA&sure=yes", PAGE + "?done=approver-registered");
    assertThat(api.acts())
        .containsExactly(
            "PUT " + API + " {\"user\":\"paul\"}",
            "PUT " + API + " {\"user\":\"paul\",\"certificate\":\"PEM\",\"issuers\":\"CA\"}");
    api.forbid("PUT " + API);
    assertThat(reader.page(PAGE)).doesNotContain("Register an approver");
  }

  @Test
  @DisplayName("lets only the approver make the key, and never shows the passphrase again")
  void makesTheKey() {
    api.on("GET " + API, "{\"current\": " + approver(GRACE, "") + "}")
        .on("POST " + API + "/key", "{}");
    assertThat(reader.page(PAGE))
        .contains("There is no key yet.", "<h2 id=\"key\">", "paul@contoso.example");
    assertThat(reader.shownAgain(PAGE + "/key", "passphrase=nine+herons&repeated=nine+hens"))
        .contains("The two passphrases differ.")
        .doesNotContain("nine herons", "nine hens");
    assertThat(api.acts()).isEmpty();
    reader.goesOn(
        PAGE + "/key",
        "passphrase=nine+herons&repeated=nine+herons",
        PAGE + "?done=approver-key-made");
    assertThat(api.acts()).containsExactly("POST " + API + "/key {\"passphrase\":\"nine herons\"}");
    api.on("GET " + API, "{\"current\": " + approver(GRACE, CERTIFIED) + "}");
    assertThat(reader.page(PAGE)).contains("abcd").doesNotContain("<h2 id=\"key\">");
    api.on("GET " + API, "{\"pending\": " + approver(PAUL, "") + "}");
    assertThat(reader.page(PAGE)).doesNotContain("<h2 id=\"key\">");
    api.on("GET " + API, "{\"pending\": " + approver(GRACE, "") + "}");
    assertThat(reader.page(PAGE)).contains("<h2 id=\"key\">", "13 Dec 2026, 20:38 UTC");
  }

  @Test
  @DisplayName("revokes who signs now, and withdraws who signs later, if the box is ticked")
  void ends() {
    api.on(
            "GET " + API,
            "{\"current\": %s, \"pending\": %s}"
                .formatted(approver(PAUL, CERTIFIED), approver(GRACE, "")))
        .on("POST " + API + "/revoke", "{}")
        .on("DELETE " + API + "/pending", "{}");
    assertThat(reader.shownAgain(PAGE + "/revoke", "a=b")).contains("Tick the box");
    assertThat(reader.shownAgain(PAGE + "/pending", "a=b")).contains("Tick the box");
    assertThat(api.acts()).isEmpty();
    reader.goesOn(PAGE + "/revoke", "sure=yes", PAGE + "?done=approver-revoked");
    reader.goesOn(PAGE + "/pending", "sure=yes", PAGE + "?done=approver-withdrawn");
    assertThat(api.acts()).containsExactly("POST " + API + "/revoke", "DELETE " + API + "/pending");
    api.on(
        "GET " + API,
        "{\"current\": %s}"
            .formatted(approver(PAUL, CERTIFIED + "\"revokedAt\": \"2026-11-30T20:38:00Z\",")));
    assertThat(reader.page(PAGE))
        .contains("not trusted any more", "30 Nov 2026")
        .doesNotContain("<h2 id=\"revoke\">");
  }
}
