package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The console's pages of the second factor")
class SecondFactorPagesOfConsoleTest {

  private static final String PASSKEYS = "/console/me/passkeys";
  private static final String LISTED =
      """
      {"passkeys": [{"id": "00000000-0000-0000-0000-0000000000bb", "name": "Phone <old>",
        "madeAt": "2026-11-29T20:38:00Z"}]}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  private ConsoleAnswer.Html page(ConsoleRequest request) {
    return (ConsoleAnswer.Html) console.serve(request);
  }

  @Test
  @DisplayName("list passkeys, and offer recovery codes to those who have one")
  void list() {
    api.on("GET /api/v1/me/passkeys", "{\"passkeys\": []}");
    assertThat(page(api.read(PASSKEYS)).text())
        .contains("You have no passkey yet.", "Make a passkey")
        .doesNotContain("Make ten new codes");
    api.on("GET /api/v1/me/passkeys", LISTED);
    assertThat(page(api.read(PASSKEYS)).text())
        .contains("Phone &lt;old&gt;", "29 Nov 2026, 20:38 UTC", "Make ten new codes");
  }

  @Test
  @DisplayName("ask the authenticator what the API says, and hand its answer on")
  void make() {
    api.on(
        "POST /api/v1/me/passkeys/begin",
        "{\"ticket\": \"t1\", \"options\": \"{\\\"publicKey\\\": {\\\"challenge\\\":"
            + " \\\"c\\\"}}\"}");
    ConsoleAnswer.Html asked = page(api.submit(PASSKEYS + "/begin", ""));
    assertThat(asked.text())
        .contains("data-options=\"{&#34;publicKey&#34;: {&#34;challenge&#34;: &#34;c&#34;}}\"")
        .contains("name=\"ticket\" value=\"t1\"", "src=\"/login/passkey.js\"");

    api.on("POST /api/v1/me/passkeys", "{}");
    ConsoleAnswer made =
        console.serve(api.submit(PASSKEYS, "ticket=t1&name=Phone&credential=%7B%22id%22%3A1%7D"));
    assertThat(made).isEqualTo(new ConsoleAnswer.SeeOther(PASSKEYS + "?done=passkey-made"));
    assertThat(api.acts().getLast())
        .contains("\"ticket\":\"t1\"", "\"name\":\"Phone\"", "\"credential\":\"{\\\"id\\\":1}\"");
  }

  @Test
  @DisplayName("end a passkey only if the box is ticked")
  void end() {
    String way = "/00000000-0000-0000-0000-0000000000bb";
    api.on("GET /api/v1/me/passkeys", LISTED).on("DELETE /api/v1/me/passkeys" + way, "");
    assertThat(page(api.submit(PASSKEYS + way + "/end", "")).status()).isEqualTo(400);
    assertThat(api.acts()).isEmpty();
    console.serve(api.submit(PASSKEYS + way + "/end", "sure=on"));
    assertThat(api.acts()).containsExactly("DELETE /api/v1/me/passkeys" + way);
  }

  @Test
  @DisplayName("show ten codes once")
  void codes() {
    api.on("POST /api/v1/me/recovery-codes", "{\"codes\": [\"aaaa-bbbb\", \"cccc-dddd\"]}");
    assertThat(page(api.submit("/console/me/recovery-codes", "")).text())
        .contains("Ten recovery codes", "aaaa-bbbb", "cccc-dddd");
  }

  @Test
  @DisplayName("switch the tenant's rule on for somebody who says that people know")
  void rule() {
    api.on("GET /api/v1/second-factor", "{\"required\": false}")
        .on("PUT /api/v1/second-factor", "{\"required\": true}");
    assertThat(page(api.read("/console/second-factor")).text())
        .contains("People may sign in with a password alone", "Require a second factor");
    assertThat(page(api.submit("/console/second-factor", "required=true")).status()).isEqualTo(400);
    console.serve(api.submit("/console/second-factor", "required=true&sure=on"));
    assertThat(api.acts()).containsExactly("PUT /api/v1/second-factor {\"required\":true}");
    api.forbid("PUT /api/v1/second-factor");
    assertThat(page(api.read("/console/second-factor")).text())
        .doesNotContain("Require a second factor");
  }
}
