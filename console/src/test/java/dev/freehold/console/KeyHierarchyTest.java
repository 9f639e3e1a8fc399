package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.VaultApi;
import dev.freehold.console.api.VaultCall;
import dev.freehold.web.http.Problem;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The picture of a policy's keys")
class KeyHierarchyTest {

  private static final String STATUS = "GET /api/v1/policies/mail/status";

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();
  private final CannedProtection protection = new CannedProtection();

  @BeforeEach
  void policy() {
    api.on(
        STATUS,
        "{\"policy\": %s}"
            .formatted(
                CannedProtection.policy(CannedProtection.MAIL, "mailbox", "NA <mail>", false)));
  }

  private String page() {
    api.on("GET /api/v1/protection", protection.json());
    return ((ConsoleAnswer.Html) console.serve(api.read("/console/policies/mail"))).text();
  }

  /** What this server's vaults are below; nobody asks them for the picture. */
  private static VaultApi vaultsBelow(String domain) {
    return new VaultApi() {
      @Override
      public Optional<String> domain() {
        return Optional.of(domain);
      }

      @Override
      public ApiAnswer call(VaultCall call) {
        return new ApiAnswer.Refused(new Problem(500, "asked", "the vault was asked"));
      }
    };
  }

  @Test
  @DisplayName("shows what wraps what, with the numbers of keys, and says it in a list")
  void shown() {
    String page = page();
    assertThat(page)
        .contains("<title id=\"hierarchy-title\">The keys of this policy</title>", "<desc")
        .contains("Root key 1: mail", "Root key 2: mail", "Availability key", "Not used now")
        .contains("Policy key", "Wrapped by each of the keys above", "1,230 mailbox keys")
        .contains("Last proof 27 Nov 2026, 09:30 UTC", "5 items, 3.0 MB")
        .contains("/console/policies/" + CannedProtection.MAIL + "/revocation-preview")
        .doesNotContain("style=");
    assertThat(page.split("class=\"box\"", -1)).as("five boxes").hasSize(6);
  }

  @Test
  @DisplayName("leads to the keys of vaults of this server, and to no others")
  void links() {
    assertThat(page())
        .contains("Its vault is not on this server")
        .doesNotContain("/console/vaults/");
    api.with(vaultsBelow("keys.example"));
    assertThat(page())
        .contains("<a href=\"/console/vaults/vault-a/keys/mail\">")
        .contains("/console/vaults/vault-b/keys/mail", "Versions of mail, their last use")
        .doesNotContain("Its vault is not on this server");
    api.with(vaultsBelow("example"));
    assertThat(page()).doesNotContain("/console/vaults/vault-a");
  }

  @Test
  @DisplayName("shows by words and lines which root refuses, and what else is known of the keys")
  void refused() {
    protection
        .second("\"outcome\": \"refused\", \"expiresAt\": \"2027-05-01T00:00:00Z\"")
        .with(
            """
            "versionsBefore": [{"root": 1, "rolledAt": "2026-10-01T08:00:00Z", "enabled": true,
             "keyVersionUri": "https://vault-a.keys.example/keys/mail/0"}],
            "availabilityKey": {"why": "bridged", "since": "2026-11-29T20:00:00Z", "uses": 3}\
            """);
    assertThat(page())
        .contains("<g class=\"refused\">", "Refused", "1 May 2027")
        .contains("keys/mail/0", "Still enabled: it may be disabled in its vault.")
        .contains("Used now, in the roots' place", "3 times");
  }

  @Test
  @DisplayName("is left out for those who may not see it, and for what is not known")
  void none() {
    api.refuse("GET /api/v1/protection", 404, "not-found", "no such thing");
    assertThat(((ConsoleAnswer.Html) console.serve(api.read("/console/policies/mail"))).text())
        .contains("NA &lt;mail&gt;")
        .doesNotContain("<svg class=\"picture\"");
    api.forbid("GET /api/v1/policies/" + CannedProtection.MAIL + "/revocation-preview")
        .forbid("GET /api/v1/policies/mail/revocation-preview");
    assertThat(page()).contains("<svg class=\"picture\"").doesNotContain("/revocation-preview");
  }
}
