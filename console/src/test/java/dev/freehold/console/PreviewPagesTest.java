package dev.freehold.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pages of previews and holds")
class PreviewPagesTest {

  private static final String PREVIEW =
      """
      {"policyId": "00000000-0000-0000-0000-0000000000aa", "policyName": "NA_mailboxes",
       "policyState": "active", "alreadyRefused": false, "systemWorkGoesOn": %s,
       "sharingVaults": [{"policyName": "EU_mailboxes", "policyKind": "mailbox"}],
       "totals": {"mailboxes": %d, "sites": 0, "waiting": 1, "objects": 1200, "bytes": 1500000,
        "readableObjects": 1, "readableBytes": 82, "held": 1},
       "entries": [{"id": "00000000-0000-0000-0000-0000000000b0", "kind": "mailbox",
        "name": "bob@contoso.example", "displayName": "Bob", "objects": 1200, "bytes": 1500000,
        "readableObjects": 1, "readableBytes": 82, "waiting": false, "legalHolds": 1,
        "readableUnder": [{"policyName": "EU_mailboxes", "policyKind": "mailbox"}]}]}\
      """;

  private final Console console = new Console();
  private final CannedApi api = new CannedApi();

  private String page(String path) {
    return ((ConsoleAnswer.Html) console.serve(api.read(path))).text();
  }

  @Test
  @DisplayName("say in words what would go dark, for whom, and that it can be undone")
  void words() {
    api.on("GET /api/v1/policies/NA_mailboxes/revocation-preview", PREVIEW.formatted(true, 1));
    assertThat(page("/console/policies/NA_mailboxes/revocation-preview"))
        .contains("If the keys of NA_mailboxes were disabled", "Nobody could read 1 mailbox.")
        .contains("1,200 messages and documents would go dark: 1.5 MB.")
        .contains("New mail would still be delivered", "This can be undone", "EU_mailboxes")
        .contains("Bob", "1 item, 82 B", "On hold")
        .doesNotContain("<form class", "Nobody could store or read documents");
    assertThat(api.acts()).isEmpty();
  }

  @Test
  @DisplayName("are there for every kind of policies")
  void kinds() {
    api.on("GET /api/v1/multi-workload-policies/all/revocation-preview", PREVIEW.formatted(true, 0))
        .on("GET /api/v1/geos/NAM/policy/revocation-preview", PREVIEW.formatted(false, 1));
    assertThat(page("/console/multi-workload-policies/all/revocation-preview"))
        .contains("Nothing would go dark");
    assertThat(page("/console/geos/NAM/revocation-preview"))
        .contains("If the keys of NAM were disabled", "Nobody could store or read documents");
  }

  @Test
  @DisplayName("place a hold on a mailbox, and lift one from a site only with the tick")
  void holding() {
    api.on("POST /api/v1/mailboxes/bob/holds", "{}").on("DELETE /api/v1/sites/finance/holds/1", "");
    assertThat(console.serve(api.submit("/console/mailboxes/bob/holds", "name=inquiry&reason=")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/mailboxes/bob?done=hold-placed"));
    console.serve(api.submit("/console/sites/finance/holds/1/lift", "a=b"));
    assertThat(api.acts()).hasSize(1);
    assertThat(console.serve(api.submit("/console/sites/finance/holds/1/lift", "sure=yes")))
        .isEqualTo(new ConsoleAnswer.SeeOther("/console/sites/finance?done=hold-lifted"));
    assertThat(api.acts().getFirst()).contains("\"name\":\"inquiry\"");
    assertThat(api.acts().getLast()).isEqualTo("DELETE /api/v1/sites/finance/holds/1");
  }

  @Test
  @DisplayName("list holds with what they are on")
  void holds() {
    api.on("GET /api/v1/holds", "{\"holds\": []}");
    assertThat(page("/console/holds")).contains("Nothing is on hold.");
    api.on(
        "GET /api/v1/holds",
        """
        {"holds": [{"id": "00000000-0000-0000-0000-0000000000e0", "name": "inquiry",
         "reason": "", "ownerId": "00000000-0000-0000-0000-0000000000d0", "ownerKind": "site",
         "owner": "finance", "placedBy": "user:1", "placedAt": "2026-11-29T20:38:00Z"}]}\
        """);
    assertThat(page("/console/holds"))
        .contains("1 hold", "inquiry", "finance", "user:1")
        .contains("/console/sites/00000000-0000-0000-0000-0000000000d0");
  }
}
