package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pages of geos and sites")
class GeoPagesTest {

  private static final String ID = "00000000-0000-0000-0000-0000000000dd";

  private static final String UNREGISTERED =
      """
      {"geo": "NAM", "state": "Unregistered", "percentOfSites": 0, "sites": 2}\
      """;

  private static final String REGISTERING =
      """
      {"geo": "NAM", "state": "Registering", "percentOfSites": 50, "sites": 2,
       "policyId": "00000000-0000-0000-0000-0000000000aa",
       "primaryKey": "https://a.example/keys/files/1",
       "secondaryKey": "https://b.example/keys/files/2"}\
      """;

  private static final String SITE =
      """
      {"id": "00000000-0000-0000-0000-0000000000dd", "name": "finance", "kind": "teamSite",
       "geo": "NAM", "url": "https://contoso.example/sites/finance", "state": "active",
       "createdAt": "2026-11-29T20:38:00Z", "isEncrypted": true, "policyKind": "file",
       "legalHolds": 0}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  @BeforeEach
  void some() {
    api.on("GET /api/v1/geos", listed(UNREGISTERED))
        .on("GET /api/v1/geos/NAM/policy", UNREGISTERED);
  }

  private static String listed(String status) {
    return "{\"geos\": [{\"code\": \"NAM\", \"status\": " + status + "}]}";
  }

  private String page(String path) {
    return ((ConsoleAnswer.Html) console.serve(api.read(path))).text();
  }

  @Test
  @DisplayName("list geos with their states and percentages")
  void geos() {
    assertThat(page("/console/geos")).contains("NAM", "Unregistered", "0 %", "New geo");
    api.on("GET /api/v1/geos", listed(REGISTERING));
    assertThat(page("/console/geos")).contains("Registering", "50 %", "a.example", "b.example");
    assertThat(api.reads())
        .as("one call for all geos")
        .contains("GET /api/v1/geos?status=true")
        .doesNotContain("GET /api/v1/geos/NAM/policy");
  }

  @Test
  @DisplayName("offer to register a geo that has no policy, and to roll one that has")
  void offers() {
    assertThat(page("/console/geos/NAM"))
        .contains("Register two keys")
        .doesNotContain("Roll one key", "revocation-preview");
    api.on("GET /api/v1/geos/NAM/policy", REGISTERING);
    assertThat(page("/console/geos/NAM"))
        .contains("Roll one key", "/console/geos/NAM/revocation-preview")
        .contains("2 sites are in this geo, 50 % of them under the policy.")
        .doesNotContain("Register two keys");
    api.forbid("POST /api/v1/geos/NAM/policy/roll");
    assertThat(page("/console/geos/NAM")).doesNotContain("Roll one key");
  }

  @Test
  @DisplayName("register and roll by the keys that the form names")
  void acts() {
    api.on("POST /api/v1/geos/NAM/policy", "{}").on("POST /api/v1/geos/NAM/policy/roll", "{}");
    console.serve(
        api.submit(
            "/console/geos/NAM/register",
            "key1=+https%3A%2F%2Fa.example%2Fkeys%2Ffiles&key2=https%3A%2F%2Fb.example%2Fk"));
    console.serve(
        api.submit("/console/geos/NAM/roll", "type=Primary&key=https%3A%2F%2Fa.example%2Fk%2F3"));
    assertThat(api.acts()).hasSize(2);
    assertThat(api.acts().getFirst())
        .contains("\"primaryKey\":\"https://a.example/keys/files\"")
        .contains("\"secondaryKey\":\"https://b.example/k\"");
    assertThat(api.acts().getLast())
        .startsWith("POST /api/v1/geos/NAM/policy/roll ")
        .contains("\"keyType\":\"Primary\"", "\"key\":\"https://a.example/k/3\"");
  }

  @Test
  @DisplayName("check two keys by each rule without registering anything, and keep them")
  void checkKeys() {
    api.on(
        "POST /api/v1/key-checks/geos",
        """
        {"usable": false, "askedAs": {"displayName": "Office 365 SharePoint Online",
          "applicationId": "00000003-0000-0ff1-ce00-000000000000"}, "together": [],
         "keys": [{"key": 1, "uri": "https://a.example/keys/files", "rules": [
           {"rule": "exactVersion", "outcome": "broken", "code": "key-version-missing",
            "detail": "add the version"}]}]}\
        """);
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html)
            console.serve(
                api.submit(
                    "/console/geos/NAM/check-keys", "key1=https%3A%2F%2Fa&key2=https%3A%2F%2Fb"));
    assertThat(api.acts())
        .containsExactly("POST /api/v1/key-checks/geos {\"keys\":[\"https://a\",\"https://b\"]}");
    assertThat(html.status()).isEqualTo(200);
    assertThat(html.text())
        .contains("1 rule is broken.", "The address names a version of the key.")
        .contains("add the version", "as Office 365 SharePoint Online.")
        .contains("value=\"https://a\"", "value=\"https://b\"", "Register the geo");
  }

  @Test
  @DisplayName("keep the keys of a form that the API refused")
  void refusal() {
    api.refuse("POST /api/v1/geos/NAM/policy", 422, "key-not-found-in-vault", "no such key");
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html)
            console.serve(
                api.submit(
                    "/console/geos/NAM/register", "key1=https%3A%2F%2Fa&key2=https%3A%2F%2Fb"));
    assertThat(html.status()).isEqualTo(422);
    assertThat(html.text())
        .contains("no such key", "value=\"https://a\"", "value=\"https://b\"", "Unregistered");
  }

  @Test
  @DisplayName("show sites, and one with its geo and whether it is encrypted")
  void sites() {
    api.on("GET /api/v1/sites", "{\"sites\": [" + SITE + "]}")
        .on("GET /api/v1/sites/" + ID, SITE)
        .on(
            "GET /api/v1/sites/" + ID + "/permissions",
            """
            {"permissions": [{"principal": "00000000-0000-0000-0000-000000000001",
             "role": "owner", "grantedAt": "2026-11-29T20:38:00Z"}]}\
            """);
    assertThat(page("/console/sites")).contains("finance", "Team site", "/console/geos/NAM");
    assertThat(page("/console/sites/" + ID))
        .contains("Encrypted", "Policy of its geo", "Grace (grace@contoso.example)")
        .contains("Everything: owner");
  }
}
