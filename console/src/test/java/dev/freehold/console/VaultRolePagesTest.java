package dev.freehold.console;

import static dev.freehold.console.CannedDirectory.MAIL;
import static dev.freehold.console.CannedDirectory.SAM;
import static dev.freehold.console.CannedSubscription.ROLES;
import static dev.freehold.console.CannedSubscription.assignment;
import static dev.freehold.console.CannedSubscription.policy;
import static dev.freehold.console.CannedSubscription.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pages of roles of vaults")
class VaultRolePagesTest {

  private static final String VAULT = "/console/vaults/keys-r";
  private static final String ROLE = assignment(resource("keys-r"), "r1");

  private final Console console = new Console();
  private final CannedVaults vaults = new CannedVaults();
  private final CannedApi api = new CannedApi().with(vaults);

  @BeforeEach
  void roles() {
    new CannedSubscription(vaults)
        .vault("keys-r", true, policy(SAM, "get"))
        .vault("keys-a", false, policy(SAM, "get"))
        .role("r1", MAIL, "user", resource("keys-r"))
        .role("r2", SAM, "reader", CannedSubscription.PATH)
        .role("r3", SAM, "user", resource("keys-r") + "/keys/mail")
        .rolesAt("keys-r")
        .rolesAt("keys-a");
    CannedDirectory.in(api)
        .on(
            "GET /api/v1/policies",
            """
            {"policies": [{"id": "00000000-0000-0000-0000-000000000001", "name": "NA",
              "state": "active", "keys": [{"uri": "https://keys-r.vault.example/keys/mail"},
                                          {"uri": "https://far.example/keys/k"}]}]}
            """);
  }

  private String page(String path) {
    return ((ConsoleAnswer.Html) console.serve(api.read(path))).text();
  }

  @Test
  @DisplayName("say by what a vault goes, and that the other kind has no effect")
  void modes() {
    assertThat(page(VAULT))
        .contains("This vault goes by roles", "1 access policy is kept without effect.")
        .contains("Crypto User", "Only the key mail", "All vaults of the subscription");
    assertThat(page("/console/vaults/keys-a")).contains("Roles have no effect here.");
    assertThat(page(VAULT + "/access")).contains("An access policy has no effect until");
    assertThat(page(VAULT + "/roles")).doesNotContain("A role has no effect until");
    assertThat(page("/console/vaults/keys-a/roles")).contains("A role has no effect until");
  }

  @Test
  @DisplayName("give a role for the vault or for one key")
  void given() {
    String path = VAULT + "/roles";
    ConsoleAnswer.Html refused =
        (ConsoleAnswer.Html)
            console.serve(api.submit(path, "who=sam%40contoso.example&role=reader&key=mail"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("This was not done.", "value=\"mail\"");
    String act = vaults.acts().getLast();
    assertThat(act)
        .startsWith(
            "PUT management "
                + resource("keys-r")
                + "/keys/mail/providers/Microsoft.Authorization/roleAssignments/")
        .contains("\"principalId\":\"" + SAM + "\"", "\"principalType\":\"User\"", "/d/reader");
    ConsoleAnswer.Html unknown =
        (ConsoleAnswer.Html)
            console.serve(api.submit(path, "who=sam%40contoso.example&role=other"));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(vaults.acts()).hasSize(1);
  }

  @Test
  @DisplayName("say before a role is taken what the service loses, and take it when it is ticked")
  void taken() {
    String path = VAULT + "/roles/r1";
    assertThat(page(path)).containsPattern("NA</a>: loses one root");
    assertThat(page(VAULT + "/roles/r2"))
        .contains("It is taken for all of them.")
        .doesNotContain("This is Freehold itself.");
    ConsoleAnswer.Html again = (ConsoleAnswer.Html) console.serve(api.submit(path, "a=b"));
    assertThat(again.text()).contains("Tick the box");
    assertThat(vaults.acts()).isEmpty();
    vaults.on("DELETE management " + ROLE + ROLES, "{}");
    assertThat(console.serve(api.submit(path, "sure=on")))
        .isEqualTo(new ConsoleAnswer.SeeOther(VAULT + "?done=vault-role-taken"));
    assertThat(vaults.acts()).containsExactly("DELETE management " + ROLE + ROLES);
  }

  @Test
  @DisplayName("say that nobody used a key only if the vault says so")
  void usesUnknown() {
    String uses = "GET management " + resource("keys-r") + "/uses" + CannedSubscription.MANAGEMENT;
    assertThat(page(VAULT + "/roles/r1"))
        .contains("The vault did not say who used its keys")
        .doesNotContain("No key of this vault was used");
    vaults.on(uses, "{\"value\": []}");
    assertThat(page(VAULT + "/roles/r1")).contains("No key of this vault was used");
  }

  @Test
  @DisplayName("say that the vault did not answer, and not that nobody has a role")
  void down() {
    vaults.refuse(
        "GET management "
            + resource("keys-r")
            + "/providers/Microsoft.Authorization/roleAssignments"
            + ROLES,
        503,
        "vault-did-not-answer");
    for (String path : List.of(VAULT, VAULT + "/roles/r1")) {
      ConsoleAnswer.Html page = (ConsoleAnswer.Html) console.serve(api.read(path));
      assertThat(page.status()).as(path).isEqualTo(503);
      assertThat(page.text()).contains("vault-did-not-answer");
    }
  }

  @Test
  @DisplayName("know no assignment that is not there")
  void unknown() {
    ConsoleAnswer.Html page = (ConsoleAnswer.Html) console.serve(api.read(VAULT + "/roles/r7"));
    assertThat(page.status()).isEqualTo(404);
  }
}
