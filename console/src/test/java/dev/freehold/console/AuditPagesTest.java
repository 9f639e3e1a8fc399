package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pages of the ledgers")
class AuditPagesTest {

  private static final String FOUND =
      """
      {"records": [
        {"sequence": 20, "index": 14, "time": "2026-11-29T20:38:00Z", "actor": "a1",
         "actorName": "<ada>", "operation": "%s", "publishedOperation": "Set policy",
         "objectId": "o1", "outcome": "done", "details": {"name": "NA & mail"},
         "id": "00000000-0000-0000-0000-0000000000aa", "recordTypeName": "ExchangeAdmin",
         "workload": "Exchange", "clientIp": "192.0.2.7"}],
       "lastSequence": 20, "more": %s}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  private ConsoleAnswer.Html page(String path) {
    return (ConsoleAnswer.Html) console.serve(api.read(path));
  }

  @Test
  @DisplayName("search with the filters of the address, and go on with the same filters")
  void search() {
    api.on("GET /api/v1/audit-records", FOUND.formatted("PolicyCreate", true));
    assertThat(page("/console/audit-records?actors=ada@x&outcomes=done&text=a%2Bb&from=").text())
        .contains(
            "&lt;ada&gt;", "PolicyCreate", "Done", "value=\"ada@x\"", "value=\"done\" selected")
        .contains(
            "href=\"/console/audit-records?actors=ada%40x&amp;outcomes=done&amp;text=a%2Bb&amp;after=20\"")
        .contains("href=\"/console/audit-records/20\"", "href=\"/console/vault-audit-records\"")
        .doesNotContain("<ada>");
    assertThat(api.reads())
        .contains("GET /api/v1/audit-records?actors=ada%40x&max=100&outcomes=done&text=a%2Bb");
  }

  @Test
  @DisplayName("say whether no entry fits at all, or none so far")
  void nothing() {
    api.on("GET /api/v1/audit-records", "{\"records\": [], \"lastSequence\": 9, \"more\": false}");
    assertThat(page("/console/audit-records").text()).contains("No entry fits.");
    api.on("GET /api/v1/audit-records", "{\"records\": [], \"lastSequence\": 9, \"more\": true}");
    assertThat(page("/console/audit-records").text()).contains("None so far fits.", "after=9");
  }

  @Test
  @DisplayName("keep a filter that the API does not understand, say why, and let no shell run it")
  void wrongFilter() {
    api.refuse("GET /api/v1/audit-records", 400, "request-invalid", "from is a moment");
    assertThat(page("/console/audit-records?from=soon").text())
        .contains("from is a moment", "value=\"soon\"", "Remove all filters")
        .doesNotContain("No entry fits.");
    assertThat(page("/console/audit-records?from=%24(rm)&to=2026-11-30").text())
        .contains(" --from='$(rm)' --to=2026-11-30 records.jsonl");
  }

  @Test
  @DisplayName("show an entry with all its details and the commands that check it elsewhere")
  void entry() {
    api.on("GET /api/v1/audit-records", FOUND.formatted("PolicyCreate", false));
    assertThat(page("/console/audit-records/20").text())
        .contains(
            "&lt;ada&gt;", "NA &amp; mail", "192.0.2.7", "Index 14, sequence 20", "Set policy")
        .contains("freehold ledger verify", "freehold ledger export --connection")
        .doesNotContain("Save the receipt");
    assertThat(api.reads()).contains("GET /api/v1/audit-records?after=19&max=1");
    api.on("GET /api/v1/vault-audit-records", FOUND.formatted("KeyUnwrap", false));
    assertThat(page("/console/vault-audit-records/20").text())
        .contains("freehold ledger export --vaults");
  }

  @Test
  @DisplayName("say that there is no entry for a number that is another's, or none")
  void noEntry() {
    api.on("GET /api/v1/audit-records", FOUND.formatted("PolicyCreate", false));
    for (String number : new String[] {"19", "0", "-1", "x"}) {
      assertThat(page("/console/audit-records/" + number).status()).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("give the proof of an entry as a file, and the receipt of a purge")
  void proof() {
    api.on("GET /api/v1/audit-records", FOUND.formatted("PolicyPurge", false))
        .on("GET /api/v1/ledger/proofs/14", "c2sp.org/tlog-proof@v1")
        .on("GET /api/v1/ledger/receipts/14", "{}");
    assertThat(page("/console/audit-records/20").text())
        .contains("Save the receipt", "freehold receipt verify --log-key=\"$LOG\" receipt-14.json")
        .contains("freehold ledger verify-proof --log-key=\"$LOG\" entry-14.tlog-proof");
    assertThat(saved("/console/audit-records/20/proof/14", "entry-14.tlog-proof"))
        .isEqualTo("c2sp.org/tlog-proof@v1");
    assertThat(saved("/console/audit-records/20/receipt/14", "receipt-14.json")).isEqualTo("{}");
  }

  private String saved(String path, String name) {
    ConsoleAnswer.Download download =
        (ConsoleAnswer.Download) console.serve(api.submit(path, "a=b"));
    assertThat(download.headers().get("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + name + "\"");
    return new String(download.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("show the entry again if there is no proof of it yet")
  void noProof() {
    api.on("GET /api/v1/audit-records", FOUND.formatted("PolicyCreate", false))
        .refuse("GET /api/v1/ledger/proofs/14", 503, "busy", "ask again in a second");
    ConsoleAnswer.Html html =
        (ConsoleAnswer.Html) console.serve(api.submit("/console/audit-records/20/proof/14", "a=b"));
    assertThat(html.status()).isEqualTo(503);
    assertThat(html.text()).contains("ask again in a second", "PolicyCreate");
  }
}
