package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pages of purges")
class PurgePagesTest {

  private static final String ID = "00000000-0000-0000-0000-0000000000bb";
  private static final String API = "/api/v1/purges/" + ID;
  private static final String PAGE = "/console/purges/" + ID;
  private static final String GRACE = "00000000-0000-0000-0000-000000000001";

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();
  private final PageReader reader = new PageReader(console, api);

  private static String purge(String step, String rest) {
    return """
    {"id": "%s", "workload": "sharePoint", "policyName": "geo policy", "geo": "NAM",
     "policyId": "00000000-0000-0000-0000-0000000000aa", "state": "purgeRequested",
     "reason": "Leaving <now>", "contact": "Dana Ortiz", "requestedBy": "%s",
     "requestedByName": "grace@contoso.example",
     "requestedAt": "2026-11-29T20:38:00Z", "withoutVaults": false, %s
     "checklist": [
       {"step": "request", "done": true, "at": "2026-11-29T20:38:00.5Z",
        "by": "grace@contoso.example", "text": "asked for"},
       {"step": "consents", "done": false, "text": "consent Vera", "by": "Vera"},
       {"step": "run", "done": false, "text": "keys destroyed"}],
     "approvals": [{"operator": "ines", "keyId": "k", "operatorKey": "ines+12+a/b="},
       {"operator": "omar o'neil", "keyId": "l", "operatorKey": "omar o'neil+34+c"},
       {"operator": "gone", "keyId": "m"}], "backups": [],
     "next": {"step": "%s", "what": "somebody does it", "who": "Vera",
       "vaults": ["https://a.example", "https://b.example"],
       "commands": ["freehold purge consent %s"]}}\
    """
        .formatted(ID, GRACE, rest, step, ID);
  }

  private static String consents(String person) {
    return "\"consents\": [{\"objectId\": \"%s\", \"displayName\": \"Vera\"}],".formatted(person);
  }

  @Test
  @DisplayName("list whose turn it is, and what a purge can be asked of")
  void list() {
    api.on("GET /api/v1/purges", "{\"purges\": [" + purge("document", consents(GRACE)) + "]}")
        .on(
            "GET /api/v1/geos",
            """
            {"geos": [{"code": "NAM", "policyId": "00000000-0000-0000-0000-0000000000aa"},
                      {"code": "EUR"}]}\
            """);
    assertThat(reader.page("/console/purges"))
        .contains("1 purge, the newest first", "href=\"" + PAGE + "\"", "The document is made")
        .contains("See what a purge of NAM would destroy", "/console/geos/NAM/policy/purge-request")
        .doesNotContain("EUR");
    api.forbid("POST /api/v1/geos/NAM/policy/purge-request");
    assertThat(reader.page("/console/purges")).doesNotContain("Ask for a purge");
  }

  @Test
  @DisplayName("show the steps with names and times, and the commands of the next one")
  void steps() {
    api.on("GET " + API, purge("consents", consents(GRACE)));
    assertThat(reader.page(PAGE))
        .contains("Purge of NAM", "29 Nov 2026, 20:38 UTC", "grace@contoso.example")
        .contains(
            "Leaving &lt;now&gt;", "Dana Ortiz", "contoso", "Consent of a vault administrator")
        .doesNotContain(GRACE)
        .contains("freehold purge consent " + ID)
        .containsOnlyOnce("aria-current=\"step\"");
  }

  @Test
  @DisplayName("let a vault administrator consent who has not, with the vaults that they tick")
  void consent() {
    api.on("GET " + API, purge("consents", consents(GRACE)))
        .on("POST " + API + "/consents", purge("document", ""));
    assertThat(reader.page(PAGE)).contains("It is your turn.", "value=\"https://a.example\"");
    assertThat(
            console.serve(
                api.submit(
                    PAGE + "/consents",
                    "vault1=https%3A%2F%2Fa.example&vault2=https%3A%2F%2Fb.example")))
        .isEqualTo(new ConsoleAnswer.SeeOther(PAGE + "?done=purge-consented"));
    assertThat(api.acts())
        .containsExactly(
            "POST " + API + "/consents {\"vaults\":[\"https://a.example\",\"https://b.example\"]}");
    api.on("GET " + API, purge("consents", consents("00000000-0000-0000-0000-000000000009")));
    assertThat(reader.page(PAGE)).doesNotContain("It is your turn.");
  }

  @Test
  @DisplayName("make the document only if the box is ticked")
  void document() {
    api.on("GET " + API, purge("document", "")).on("POST " + API + "/document", "{}");
    assertThat(reader.page(PAGE)).contains("It is your turn.");
    assertThat(reader.shownAgain(PAGE + "/document", "a=b")).contains("Tick the box");
    assertThat(api.acts()).isEmpty();
    assertThat(console.serve(api.submit(PAGE + "/document", "sure=yes")))
        .isEqualTo(new ConsoleAnswer.SeeOther(PAGE + "?done=purge-document-made"));
    assertThat(api.acts()).containsExactly("POST " + API + "/document");
  }

  @Test
  @DisplayName("sign for an approver who types the name, and never show the passphrase again")
  void sign() {
    api.on("GET " + API, purge("signature", ""))
        .refuse(
            "POST " + API + "/document/sign", 403, "passphrase-wrong", "the passphrase is wrong");
    assertThat(reader.page(PAGE)).contains("Passphrase of your signing key");
    assertThat(reader.shownAgain(PAGE + "/document/sign", "confirm=nam&passphrase=secret+words"))
        .contains("What you typed is not NAM")
        .doesNotContain("secret words");
    assertThat(api.acts()).isEmpty();
    assertThat(reader.shownAgain(PAGE + "/document/sign", "confirm=NAM&passphrase=secret+words"))
        .contains("This was not done.", "the passphrase is wrong")
        .doesNotContain("secret words");
    assertThat(api.acts())
        .containsExactly("POST " + API + "/document/sign {\"passphrase\":\"secret words\"}");
    api.forbid("POST " + API + "/document/sign");
    assertThat(reader.page(PAGE)).doesNotContain("Passphrase of your signing key");
  }

  @Test
  @DisplayName("offer a new sign-in where the last one is too old to sign by, and count the days")
  void signInAgain() {
    String end = Instant.now().plus(Duration.ofDays(3)).plusSeconds(60).toString();
    api.on(
            "GET " + API,
            purge(
                "signature",
                """
                "inventory": {"sha256": "ab", "owners": 0, "objects": 0, "bytes": 0,
                  "takenAt": "2026-11-29T20:50:00Z"},\
                """))
        .on(
            "GET " + API + "/document/facts",
            """
            {"sha256": "cd", "madeAt": "2026-11-29T20:51:00Z", "validUntil": "%s"}\
            """
                .formatted(end))
        .refuse("POST " + API + "/document/sign", 403, "sign-in-not-recent", "sign in again");
    assertThat(reader.page(PAGE)).contains("3 days left");
    assertThat(reader.shownAgain(PAGE + "/document/sign", "confirm=NAM&passphrase=x"))
        .contains("/console/sign-in?to=");
  }

  @Test
  @DisplayName("say what a purge leaves out, and the step that it waits for is another")
  void leftOut() {
    String without = purge("consents", "");
    assertThat(without).doesNotContain("waiting");
    api.on(
        "GET " + API,
        purge("consents", "\"waiting\": 2,")
            .replace(
                "{\"step\": \"consents\", \"done\"",
                "{\"step\": \"waiting\", \"done\": true, \"text\": \"left out\"},"
                    + "{\"step\": \"consents\", \"done\""));
    assertThat(reader.page(PAGE))
        .contains("Not destroyed, readable as before", "2 sites of the geo: not under the policy")
        .containsPattern("aria-current=\"step\">\\s*<span[^>]*>Not done yet:</span>\\s*Consent");
    api.on("GET " + API, without);
    assertThat(reader.page(PAGE)).doesNotContain("readable as before");
  }

  @Test
  @DisplayName("offer the receipt at its end, with how to verify it")
  void receipt() {
    api.on(
            "GET " + API,
            purge(
                "receipt",
                """
                "receiptEntry": 7,
                "freed": {"at": "2026-11-29T21:00:00Z", "objects": 3, "bytes": 1500},
                "inventory": {"sha256": "ab", "owners": 1, "objects": 3, "bytes": 1500,
                  "takenAt": "2026-11-29T20:50:00Z"},
                "document": {"signerName": "Paul", "signedAt": "2026-11-29T20:55:00Z",
                  "documentSha256": "cd", "signedSha256": "ef"},\
                """))
        .on("GET " + API + "/receipt", "{\"receipt\": 1}");
    assertThat(reader.page(PAGE))
        .contains(PAGE + "/receipt\"", "1 site, 3 documents, 1.5 kB", "Paul")
        .contains(verify("--log-key=LOG --witness-key=WITNESS"))
        .contains("Entry 7 of the ledger")
        .doesNotContain("/receipt-without-names");
    api.on("GET /api/v1/ledger/key", "{\"log\": \"log+1+x\", \"witnesses\": []}");
    assertThat(reader.page(PAGE)).contains(verify("--log-key=log+1+x --without-witness"));
    api.on("GET /api/v1/ledger/key", "{\"log\": \"log+1+x\", \"witnesses\": [\"w+2+y\"]}");
    assertThat(reader.page(PAGE)).contains(verify("--log-key=log+1+x --witness-key=w+2+y"));
    ConsoleAnswer.Download file =
        (ConsoleAnswer.Download) console.serve(api.read(PAGE + "/receipt"));
    assertThat(new String(file.bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"receipt\": 1}");
    api.forbid("GET " + API + "/receipt");
    assertThat(((ConsoleAnswer.Html) console.serve(api.read(PAGE + "/receipt"))).status())
        .isEqualTo(403);
    assertThat(reader.page(PAGE)).doesNotContain(PAGE + "/receipt\"");
  }

  /** The command line with the names of the files that the page saves. */
  private static String verify(String keys) {
    return ("freehold receipt verify --pdf=purge-%s-signed.pdf %s --operator-key=ines+12+a/b="
            + " '--operator-key=omar o'\\''neil+34+c' --operator-key=OPERATOR"
            + " purge-%s-receipt.json</code>")
        .formatted(ID, keys, ID)
        .replace(" --", " \\\n  --")
        .replace(" '--", " \\\n  '--")
        .replace(" purge-", " \\\n  purge-");
  }

  @Test
  @DisplayName("preview a purge, and ask for it only with its typed name")
  void request() {
    api.on(
            "GET /api/v1/policies/NA/purge-preview",
            """
            {"policyId": "00000000-0000-0000-0000-0000000000aa", "policyName": "NA mail",
             "policyState": "active", "alreadyRefused": false,
             "totals": {"mailboxes": 2, "sites": 0, "waiting": 3, "objects": 1200, "bytes": 5, "held": 1,
               "readableObjects": 0, "readableBytes": 0, "blockedByHolds": true},
             "entries": [{"id": "00000000-0000-0000-0000-0000000000cc", "kind": "mailbox",
               "displayName": "Bob", "objects": 1200, "bytes": 5, "legalHolds": 1}],
             "next": "x"}\
            """)
        .on("POST /api/v1/policies/NA/purge-request", "{}");
    String path = "/console/policies/NA/purge-request";
    assertThat(reader.page(path))
        .contains("Ask to purge NA mail", "A purge cannot be undone.", "1,200", "Bob")
        .contains("The first 1; the shell", "Legal holds stop this purge.")
        .contains("3 mailboxes stay readable as before: the policy was assigned")
        .contains("freehold purge request 'NA mail' --reason TEXT");
    assertThat(reader.shownAgain(path, "reason=r&contact=c&confirm=NA"))
        .contains("What you typed is not NA mail", "value=\"r\"", "value=\"c\"");
    assertThat(api.acts()).isEmpty();
    assertThat(console.serve(api.submit(path, "reason=r&contact=c&confirm=NA+mail")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/purges?done=purge-requested"));
    assertThat(api.acts())
        .singleElement()
        .asString()
        .startsWith("POST /api/v1/policies/NA/purge-request {")
        .contains("\"reason\":\"r\"", "\"contact\":\"c\"")
        .doesNotContain("withoutVaults");
  }
}
