package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The overview")
class OverviewPageTest {

  private static final String PROTECTION = "GET /api/v1/protection";

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();
  private final CannedProtection protection = new CannedProtection();

  private String page() {
    api.on(PROTECTION, protection.json());
    return text();
  }

  private String text() {
    return ((ConsoleAnswer.Html) console.serve(api.read("/console"))).text();
  }

  @Test
  @DisplayName("says that nothing needs its reader, and nothing of policies to those who see none")
  void nothing() {
    assertThat(text()).contains("Nothing needs you now.").doesNotContain("Keys of the policies");
    assertThat(page()).contains("Nothing needs you now.", "Keys of the policies");
    api.forbid(PROTECTION);
    assertThat(text()).doesNotContain("Keys of the policies", "NA &lt;mail&gt;");
  }

  @Test
  @DisplayName("counts all failed jobs, by one call that lists one")
  void failedJobs() {
    api.on("GET /api/v1/jobs", "{\"jobs\": [], \"total\": 1204}");
    assertThat(text()).contains("1,204 jobs have failed.", "/console/jobs?state=failed");
    assertThat(api.reads()).contains("GET /api/v1/jobs?count=true&max=1&state=failed");
  }

  @Test
  @DisplayName("shows in bars what is under whose keys, and says the same in words")
  void bars() {
    assertThat(page())
        .contains("Mailboxes: <strong>1,630", "Sites: <strong>3", "Content: <strong>4.0 MB")
        .contains("Under your keys: 1,200", "On the way to another policy: 30")
        .contains("Service-managed default: 400", "Under your keys: 4.0 MB")
        .contains("<title id=\"bar-mailboxes\">Mailboxes, by whose keys protect them</title>")
        .contains("x=\"0.00%\" y=\"1\" width=\"73.62%\"", "fill=\"url(#hatch-mailboxes)\"")
        .contains("fill=\"url(#dots-mailboxes)\"", "20:40 UTC")
        .doesNotContain("style=");
  }

  @Test
  @DisplayName("counts by policy, with links to the policies and geos")
  void byPolicy() {
    assertThat(page())
        .contains("/console/policies/" + CannedProtection.MAIL, "NA &lt;mail&gt;")
        .contains("1,230", "30 moving", "7 still to come", "2 purged", "3.0 MB")
        .contains("/console/geos/NAM", "Geo NAM", "Policy of its geo")
        .contains("Geos without a policy of yours: EUR.")
        .doesNotContain("files:NAM:1");
  }

  @Test
  @DisplayName("says while the server counts for the first time that it does")
  void counting() {
    api.on(PROTECTION, "{\"policies\": [], \"geos\": []}");
    assertThat(text())
        .contains("Load the page again in a moment.", "There is no policy yet.")
        .doesNotContain("<svg class=\"bar\"");
  }

  @Test
  @DisplayName("shows when an availability key was used last, and how often in 30 days")
  void pastUses() {
    protection.with(
        "\"availabilityKeyUses\": {\"lastAt\": \"2026-11-20T07:00:00Z\", \"last30Days\": 12}");
    assertThat(page())
        .contains("Availability key used", "20 Nov 2026, 07:00 UTC", "12 times in the last 30 days")
        .contains("Availability key not used");
  }

  @Test
  @DisplayName("shows both roots with their last proofs, the last roll and the last revocation")
  void roots() {
    protection.with("\"revocation\": {\"at\": \"2026-11-20T07:00:00Z\", \"withinSeconds\": 41.26}");
    assertThat(page())
        .contains("vault-a.keys.example", "vault-b.keys.example", "Last proof:")
        .contains("27 Nov 2026, 09:30 UTC", "Rolled", "1 Oct 2026, 08:00 UTC")
        .contains("Revoked", "20 Nov 2026, 07:00 UTC", "Reading ended within 41.3 s.")
        .contains("Never rolled", "No revocation measured")
        .doesNotContain("Since <time");
  }

  @Test
  @DisplayName("says what the keys need: refusals, silence, expiry, old versions")
  void needs() {
    protection.second("\"outcome\": \"refused\"");
    assertThat(page())
        .contains("Root key 2 of policy NA &lt;mail&gt; has refused access since 28 Nov 2026")
        .doesNotContain("Nothing needs you now.");
    protection.second("\"outcome\": \"didNotAnswer\"");
    assertThat(page())
        .contains("The vault of root key 2 of policy NA &lt;mail&gt; has not answered");
    protection.second("\"outcome\": \"addressRefused\"");
    assertThat(page())
        .contains("The vault of root key 2 of policy NA &lt;mail&gt; has not let a node")
        .contains("Does not let a node in")
        .doesNotContain("has refused access");
    protection.second("\"outcome\": \"wrongAnswer\"");
    assertThat(page()).contains("has not given the right key since");
    Instant soon = Instant.now().plus(Duration.ofDays(20));
    protection.second("\"outcome\": \"agrees\", \"expiresAt\": \"%s\"".formatted(soon));
    assertThat(page()).contains("Root key 2 of policy NA &lt;mail&gt; expires on");
    protection.second("\"outcome\": \"agrees\", \"expiresAt\": \"2026-01-01T00:00:00Z\"");
    assertThat(page()).contains("Root key 2 of policy NA &lt;mail&gt; expired on 1 Jan 2026");
    protection.second("\"outcome\": \"agrees\"").with(before("true") + "]");
    assertThat(page())
        .contains("1 version of keys from before a roll", "nothing needs it any more");
    protection.with(before("false") + "]");
    assertThat(page()).contains("Nothing needs you now.");
    protection.with(before("null") + "]");
    assertThat(page()).as("long ago, and nobody here knows").contains("Nothing needs you now.");
  }

  private static String before(String enabled) {
    return """
    "versionsBefore": [{"root": 1, "rolledAt": "2020-10-01T08:00:00Z", "enabled": %s,
     "keyVersionUri": "https://vault-a.keys.example/keys/mail/0"}\
    """
        .formatted(enabled);
  }

  @Test
  @DisplayName("says once that a policy is locked, and before all when an availability key is used")
  void urgent() {
    protection
        .locked()
        .second("\"outcome\": \"refused\"")
        .with(
            "\"availabilityKey\": {\"why\": \"locked\", \"since\": \"2026-11-29T20:00:00Z\","
                + " \"uses\": 3}");
    assertThat(page())
        .contains("Policy NA &lt;mail&gt; is locked", "Locked")
        .contains("The availability key of policy NA &lt;mail&gt;, which is locked")
        .doesNotContain("has refused access");
    CannedProtection silent =
        new CannedProtection()
            .second("\"outcome\": \"agrees\"")
            .with(
                "\"availabilityKey\": {\"why\": \"bridged\", \"since\":"
                    + " \"2026-11-29T20:00:00Z\", \"uses\": 1200}");
    api.on(PROTECTION, silent.json());
    assertThat(text())
        .contains("People have read by its availability key since 29 Nov 2026, 20:00 UTC: 1,200");
  }

  @Test
  @DisplayName("says in one line what many policies need, and asks the API as often as for one")
  void many() {
    page();
    int reads = api.reads().size();
    String one = CannedProtection.policy(CannedProtection.MAIL, "mailbox", "p", true);
    List<String> policies = Collections.nCopies(50, "{\"policy\": " + one + ", \"roots\": []}");
    api.on(
        PROTECTION,
        "{\"countedAt\": \"2026-11-29T20:40:00Z\", \"geos\": [], \"policies\": ["
            + String.join(",", policies)
            + "]}");
    assertThat(text())
        .contains("50 policies are locked", "href=\"/console#keys\"")
        .doesNotContain("Policy p is locked");
    assertThat(api.reads()).hasSize(2 * reads).as("the test counts").hasSizeGreaterThan(2);
  }
}
