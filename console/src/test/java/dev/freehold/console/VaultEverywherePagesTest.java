package dev.freehold.console;

import static dev.freehold.console.CannedDirectory.MAIL;
import static dev.freehold.console.CannedDirectory.SAM;
import static dev.freehold.console.CannedSubscription.MANAGEMENT;
import static dev.freehold.console.CannedSubscription.ROLES;
import static dev.freehold.console.CannedSubscription.assignment;
import static dev.freehold.console.CannedSubscription.policy;
import static dev.freehold.console.CannedSubscription.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of what somebody may do in all vaults")
class VaultEverywherePagesTest {

  private static final String READERS = "00000000-0000-0000-0000-0000000000cc";
  private static final String OTHERS = "00000000-0000-0000-0000-0000000000dd";
  private static final String PAGE = "/console/vault-access/" + SAM;
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]+)\"");

  private final Console console = new Console();
  private final CannedVaults vaults = new CannedVaults();
  private final CannedApi api = new CannedApi().with(vaults);
  private CannedSubscription subscription;

  @BeforeEach
  void rights() {
    subscription =
        new CannedSubscription(vaults)
            .vault(
                "keys-a",
                false,
                policy(SAM, "get", "list"),
                policy(OTHERS, "get"),
                policy(READERS, "list"),
                policy(MAIL, "get", "wrapKey", "unwrapKey"))
            .vault("keys-r", true, policy(SAM, "backup"))
            .vault("keys-z", false, policy(OTHERS, "get"))
            .role("r1", SAM, "user", resource("keys-r") + "/keys/mail")
            .role("r2", SAM, "reader", CannedSubscription.PATH)
            .role("r3", READERS, "reader", resource("keys-r"))
            .role("r4", OTHERS, "reader", resource("keys-r"));
    CannedDirectory.in(api)
        .on(
            "GET /graph/v1.0/groups",
            "{\"value\": [{\"id\": \"%s\", \"displayName\": \"Readers\"}]}".formatted(READERS))
        .on(
            "GET /graph/v1.0/groups/" + READERS + "/members",
            "{\"value\": [{\"id\": \"%s\"}]}".formatted(SAM))
        .on("GET /api/v1/policies", "{\"policies\": []}")
        .on("GET /api/v1/multi-workload-policies", "{\"policies\": []}");
  }

  private String page(String path) {
    return ((ConsoleAnswer.Html) console.serve(api.read(path))).text();
  }

  private ConsoleAnswer.Html remove(String confirm) {
    Matcher seen = SEEN.matcher(page(PAGE));
    assertThat(seen.find()).isTrue();
    return submit("confirm=%s&seen=%s".formatted(confirm, seen.group(1)));
  }

  private ConsoleAnswer.Html submit(String form) {
    return (ConsoleAnswer.Html) console.serve(api.submit(PAGE + "/remove", form));
  }

  @Test
  @DisplayName("shows own rights apart from those by groups, and what has no effect")
  void shown() {
    assertThat(page("/console/vault-access?who=sam%40contoso.example"))
        .contains("What sam@contoso.example may do in vaults", "Looked at 3 vaults")
        .contains("keys: get, list", "Crypto User", "Only the key mail")
        .contains("All vaults of the subscription Keys A", "as a member of Readers")
        .contains("Without effect now", "Takes away all 4 rights")
        .doesNotContain("keys-z", "There may be more");
  }

  @Test
  @DisplayName("asks as often for three vaults as for one")
  void calls() {
    int before = vaults.reads().size();
    page(PAGE);
    assertThat(vaults.reads().size() - before).isEqualTo(5);
  }

  @Test
  @DisplayName("takes each right by itself, in both kinds of vaults, and nobody else's")
  void removed() {
    for (String vault : List.of("keys-a", "keys-r")) {
      vaults.on("PUT management " + resource(vault) + "/accessPolicies/replace" + MANAGEMENT, "{}");
    }
    String ofKey = assignment(resource("keys-r") + "/keys/mail", "r1");
    String ofAll = assignment(CannedSubscription.PATH, "r2");
    vaults
        .on("DELETE management " + ofKey + ROLES, "{}")
        .on("DELETE management " + ofAll + ROLES, "{}");
    assertThat(remove("sam%40contoso.example").text()).contains("4 rights were taken away.");
    assertThat(vaults.acts())
        .hasSize(4)
        .allMatch(act -> act.startsWith("DELETE") || act.contains("\"permissions\":{}"))
        .noneMatch(act -> act.contains(OTHERS) || act.contains(READERS) || act.contains("keys-z"))
        .anyMatch(act -> act.contains("keys-r/accessPolicies"))
        .anyMatch(act -> act.startsWith("DELETE management " + ofAll));
  }

  @Test
  @DisplayName("goes on after a refusal, says which rights are not taken, and what is left")
  void partly() {
    vaults
        .on("PUT management " + resource("keys-r") + "/accessPolicies/replace" + MANAGEMENT, "{}")
        .refuse(
            "DELETE management " + assignment(CannedSubscription.PATH, "r2") + ROLES,
            503,
            "vault-did-not-answer");
    String text = remove("sam%40contoso.example").text();
    assertThat(vaults.acts()).hasSize(4);
    assertThat(text)
        .contains("1 right was taken away.", "3 rights were not taken away, or no answer came.")
        .contains("does not have the permission for PUT management", "AccessDenied")
        .contains("Not known", "vault-did-not-answer", "What is left", "keys: get, list");
  }

  @Test
  @DisplayName("takes a right through one program as what it is, with all families of objects")
  void throughProgram() {
    subscription
        .emptied()
        .vault(
            "keys-p",
            false,
            """
            {"tenantId": "t", "objectId": "%s", "applicationId": "%s",
             "permissions": {"keys": ["get"], "secrets": ["list"]}}
            """
                .formatted(SAM, OTHERS));
    vaults.on(
        "PUT management " + resource("keys-p") + "/accessPolicies/replace" + MANAGEMENT, "{}");
    assertThat(page(PAGE))
        .contains("keys: get; secrets: list", "through the program " + OTHERS, "Take 1 right away");
    assertThat(remove("sam%40contoso.example").text()).contains("1 right was taken away.");
    assertThat(vaults.acts().getFirst())
        .contains("\"applicationId\":\"" + OTHERS + "\"", "\"permissions\":{}");
  }

  @Test
  @DisplayName("says what was done even if nobody can look what is left")
  void leftUnknown() {
    vaults
        .on("PUT management " + resource("keys-a") + "/accessPolicies/replace" + MANAGEMENT, "{}")
        .once(
            "DELETE management " + assignment(CannedSubscription.PATH, "r2") + ROLES,
            "GET management /subscriptions?api-version=2022-12-01");
    assertThat(remove("sam%40contoso.example").text())
        .contains("2 rights were taken away.", "What is left could not be looked up.");
  }

  @Test
  @DisplayName("takes nothing without the name, and nothing that was not shown")
  void confirmed() {
    assertThat(remove("Sam").text()).contains("What you typed is not sam@contoso.example.");
    String shown = page(PAGE);
    Matcher seen = SEEN.matcher(shown);
    assertThat(seen.find()).isTrue();
    subscription.role("r9", SAM, "user", resource("keys-z"));
    ConsoleAnswer.Html changed = submit("confirm=sam%40contoso.example&seen=" + seen.group(1));
    assertThat(changed.status()).isEqualTo(409);
    assertThat(changed.text()).contains("The rights have changed since this page was shown.");
    assertThat(vaults.acts()).isEmpty();
  }

  @Test
  @DisplayName("tells vaults apart whose names Java gives the same hash code")
  void sameHash() {
    assertThat("keys-Aa").hasSameHashCodeAs("keys-BB");
    subscription.emptied().vault("keys-Aa", false, policy(SAM, "get"));
    Matcher seen = SEEN.matcher(page(PAGE));
    assertThat(seen.find()).isTrue();
    subscription.emptied().vault("keys-BB", false, policy(SAM, "get"));
    ConsoleAnswer.Html changed = submit("confirm=sam%40contoso.example&seen=" + seen.group(1));
    assertThat(changed.status()).isEqualTo(409);
    assertThat(vaults.acts()).isEmpty();
  }

  @Test
  @DisplayName("says which policies the service itself would lose, and which would be locked")
  void service() {
    subscription.vault("keys-b", false, policy(MAIL, "get", "wrapKey", "unwrapKey"));
    api.on(
        "GET /api/v1/policies",
        """
        {"policies": [
          {"id": "00000000-0000-0000-0000-000000000001", "name": "Both here", "state": "active",
           "keys": [{"uri": "https://keys-a.vault.example/keys/k"},
                    {"uri": "https://keys-b.vault.example/keys/k"}]},
          {"id": "00000000-0000-0000-0000-000000000002", "name": "One here", "state": "active",
           "keys": [{"uri": "https://keys-a.vault.example:8444/keys/k"},
                    {"uri": "https://far.example/keys/k"}]},
          {"id": "00000000-0000-0000-0000-000000000003", "name": "None here", "state": "active",
           "keys": [{"uri": "https://keys-z.vault.example/keys/k"},
                    {"uri": "https://far.example/keys/k"}]}]}
        """);
    assertThat(page("/console/vault-access/" + MAIL))
        .contains("This is Freehold itself.")
        .containsPattern("Both here</a>: loses both roots and is locked.")
        .containsPattern("One here</a>: loses one root")
        .doesNotContain("None here");
    api.forbid("GET /api/v1/policies");
    assertThat(page("/console/vault-access/" + MAIL)).contains("You may not see policies.");
    assertThat(page(PAGE)).doesNotContain("This is Freehold itself.");
  }

  @Test
  @DisplayName("looks at the roots of as many geos as a tenant can have")
  void manyGeos() {
    List<String> geos = IntStream.range(0, 100).mapToObj("G%02d"::formatted).toList();
    api.on(
            "POST /graph/v1.0/directoryObjects/getByIds",
            """
            {"value": [{"@odata.type": "#microsoft.graph.servicePrincipal", "id": "%s",
                        "displayName": "Files", "appId": "00000003-0000-0ff1-ce00-000000000000"}]}
            """
                .formatted(MAIL))
        .on(
            "GET /api/v1/geos",
            geos.stream()
                .map(
                    geo ->
                        """
                        {"code": "%s", "status": {
                          "geo": "%1$s", "policyId": "00000000-0000-0000-0000-000000000009",
                          "state": "Registered", "roots": [],
                          "primaryKey": "https://%s/keys/k",
                          "secondaryKey": "https://far.example/keys/k"}}
                        """
                            .formatted(
                                geo, geo.equals("G99") ? "keys-a.vault.example" : "far.example"))
                .collect(Collectors.joining(",", "{\"geos\": [", "]}")));
    assertThat(page("/console/vault-access/" + MAIL)).containsPattern("G99</a>: loses one root");
    assertThat(api.reads())
        .as("one call for all geos")
        .contains("GET /api/v1/geos?status=true")
        .noneMatch(call -> call.startsWith("GET /api/v1/geos/"));
  }

  @Test
  @DisplayName("says what it could not look at")
  void gaps() {
    vaults.refuse(
        "GET management /subscriptions/s1/providers/Microsoft.Authorization/roleAssignments"
            + ROLES,
        403,
        "AuthorizationFailed");
    api.refuse("GET /graph/v1.0/groups", 403, "forbidden", "no");
    assertThat(page(PAGE))
        .contains("You may not see everything in the subscription Keys A.")
        .contains("You may not see groups. There may be more by groups.");
  }

  @Test
  @DisplayName("finds and takes roles of deleted vaults, and says what nobody can look at there")
  void deleted() {
    subscription
        .emptied()
        .deleted("keys-gone")
        .role("r5", SAM, "reader", resource("keys-gone"))
        .role("r6", OTHERS, "reader", resource("keys-gone"));
    String path = assignment(CannedSubscription.PATH, "r5") + ROLES;
    vaults.on("DELETE management " + path, "{}");
    assertThat(page(PAGE))
        .contains("Deleted vault keys-gone", "Key Reader", "Take 1 right away")
        .contains("The subscription Keys A has deleted vaults.")
        .doesNotContain("/console/vaults/keys-gone");
    assertThat(remove("sam%40contoso.example").text())
        .contains("1 right was taken away.", "Deleted vault keys-gone");
    assertThat(vaults.acts()).containsExactly("DELETE management " + path);
  }

  @Test
  @DisplayName("warns of the service rather too often if nobody can look what roles mean")
  void unknownRoles() {
    subscription.role("r7", MAIL, "user", resource("keys-r"));
    vaults.refuse(
        "GET management /subscriptions/s1/providers/Microsoft.Authorization/roleDefinitions"
            + ROLES,
        503,
        "vault-did-not-answer");
    api.on(
        "GET /api/v1/policies",
        """
        {"policies": [{"id": "00000000-0000-0000-0000-000000000001", "name": "By role",
          "state": "active", "keys": [{"uri": "https://keys-r.vault.example/keys/k"},
                                      {"uri": "https://far.example/keys/k"}]}]}
        """);
    assertThat(page("/console/vault-access/" + MAIL)).containsPattern("By role</a>: loses one");
  }

  @Test
  @DisplayName("finds rights of somebody who is not in the directory any more")
  void gone() {
    CannedDirectory.empty(api);
    assertThat(page(PAGE))
        .contains("Nobody in the directory has this id", "Type " + SAM + " to confirm");
  }

  @Test
  @DisplayName("takes no name that several have")
  void several() {
    api.on(
        "GET /graph/v1.0/servicePrincipals",
        """
        {"value": [{"id": "00000000-0000-0000-0000-000000000001", "displayName": "job"},
                   {"id": "00000000-0000-0000-0000-000000000002", "displayName": "job"}]}
        """);
    assertThat(page("/console/vault-access?who=job")).contains("Several have this name.");
    assertThat(page("/console/vault-access?who=nobody%40x.example"))
        .contains("There is nobody of this name.");
  }
}
