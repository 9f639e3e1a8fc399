package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.FakeTenant;
import dev.freehold.shell.service.ServiceShell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SearchAuditTest {

  private static final String SEARCH =
      "Search-UnifiedAuditLog -StartDate 3/1/2026 -EndDate 3/9/2026 ";

  private final ServiceShell shell = ExchangeShell.connected();
  private final List<ObjectNode> entries = new ArrayList<>();

  SearchAuditTest() {
    shell.servers.api.on("GET", "/api/v1/audit-records", this::page);
  }

  private JsonNode page(FakeApi.Request request) {
    long after = Long.parseLong(request.query("after").orElse("0"));
    int max = Integer.parseInt(request.query("max").orElse("1000"));
    Optional<String> operations = request.query("operations");
    List<ObjectNode> looked =
        entries.stream().filter(each -> each.get("sequence").asLong() > after).limit(max).toList();
    ObjectNode page =
        (ObjectNode)
            FakeTenant.list(
                "records",
                looked.stream()
                    .filter(
                        each ->
                            operations.isEmpty()
                                || Stream.of(operations.get().split(",", -1))
                                    .anyMatch(name -> isCalled(each, name)))
                    .toList());
    page.put("lastSequence", looked.isEmpty() ? after : looked.getLast().get("sequence").asLong());
    return page.put("more", looked.size() == max);
  }

  private static boolean isCalled(JsonNode entry, String name) {
    return Stream.of("operation", "publishedOperation")
        .anyMatch(word -> entry.get(word).asText().equalsIgnoreCase(name));
  }

  /** An act that has no other name in the published log. */
  private void entry(String operation, String object, String details) {
    entry(operation, operation, object, details);
  }

  /** As the server tells of it: an administrator's, of mail. */
  private void entry(String operation, String published, String object, String details) {
    long sequence = entries.size() + 1L;
    ObjectNode entry =
        AnswerJson.object()
            .put("sequence", sequence)
            .put("id", new UUID(8, sequence).toString())
            .put("time", "2026-03-02T09:00:%02dZ".formatted(sequence % 60))
            .put("actor", "0b0b")
            .put("actorName", "ines@quarry.example")
            .put("operation", operation)
            .put("objectId", object)
            .put("outcome", "done")
            .put("recordType", 1)
            .put("recordTypeName", "ExchangeAdmin")
            .put("publishedOperation", published)
            .put("userType", 2)
            .put("userId", "ines@quarry.example")
            .put("workload", "Exchange")
            .put("resultStatus", "True")
            .put("clientIp", "");
    entry.set("details", FakeApi.json(details));
    entries.add(entry);
  }

  /** The last entry is of another type. */
  private void ofType(int number, String name) {
    entries.getLast().put("recordType", number).put("recordTypeName", name);
  }

  private void ofSites() {
    ofType(4, "SharePoint");
  }

  @Test
  @DisplayName("What was done is found under the name of the cmdlet, newest first")
  void names() {
    entry(
        "PolicyCreate",
        "New-DataEncryptionPolicy",
        "p1",
        "{'kind':'MAILBOX','name':'Stone','root1':'https://a','root2':'https://b'}");
    entry(
        "PolicyCreate",
        "New-M365DataAtRestEncryptionPolicy",
        "p2",
        "{'kind':'MULTI_WORKLOAD','name':'Whole'}");
    entry("PolicyCreate", "Register-SPODataEncryptionPolicy", "p3", "{'kind':'FILE'}");
    ofSites();
    entry("SiteCreate", "s1", "{'name':'plans'}");
    ofSites();
    assertThat(shell.quiet(SEARCH + "| ft CreationDate,UserIds,Operations,RecordType"))
        .isEqualTo(
            """

            CreationDate        UserIds             Operations                         RecordType
            ------------        -------             ----------                         ----------
            3/2/2026 9:00:04 AM ines@quarry.example SiteCreate                         SharePoint
            3/2/2026 9:00:03 AM ines@quarry.example Register-SPODataEncryptionPolicy   SharePoint
            3/2/2026 9:00:02 AM ines@quarry.example New-M365DataAtRestEncryptionPolicy ExchangeAdmin
            3/2/2026 9:00:01 AM ines@quarry.example New-DataEncryptionPolicy           ExchangeAdmin

            """);
    assertThat(
            shell.quiet(
                "(" + SEARCH + "-Operations 'New-DataEncryptionPolicy,SiteCreate').Operations"))
        .isEqualTo("SiteCreate\nNew-DataEncryptionPolicy\n");
    assertThat(shell.servers.api.log.getFirst())
        .contains("operations=New-DataEncryptionPolicy,SiteCreate");
  }

  @Test
  @DisplayName("What was done to recipients and migrations is found by its cmdlet too")
  void recipients() {
    entry("MailboxCreate", "New-Mailbox", "m1", "{'address':'a@quarry.example'}");
    entry("MailUserCreate", "New-MailUser", "m2", "{'address':'b@quarry.example'}");
    entry("MailboxEdit", "Set-Mailbox", "m1", "{'recipientKind':'MAILBOX','displayName':'A'}");
    entry("MailboxEdit", "Set-MailUser", "m2", "{'recipientKind':'MAIL_USER','displayName':'B'}");
    entry("MigrationEndpointCreate", "New-MigrationEndpoint", "e1", "{}");
    entry("MigrationBatchCreate", "New-MigrationBatch", "b1", "{}");
    entry("MigrationBatchRemove", "Remove-MigrationBatch", "b1", "{}");
    assertThat(shell.quiet("(" + SEARCH + ").Operations"))
        .isEqualTo(
            """
            Remove-MigrationBatch
            New-MigrationBatch
            New-MigrationEndpoint
            Set-MailUser
            Set-Mailbox
            New-MailUser
            New-Mailbox
            """);
    assertThat(
            shell.quiet(
                SEARCH
                    + "-Operations New-MailUser,set-mailuser,New-MigrationBatch"
                    + " | % { $_.Operations; ($_.AuditData | ConvertFrom-Json).Parameters.Value }"))
        .isEqualTo(
            """
            New-MigrationBatch
            b1
            Set-MailUser
            m2
            B
            New-MailUser
            m2
            b@quarry.example
            """);
  }

  @Test
  @DisplayName("The data has the operation, its parameters and how it ended")
  void data() {
    entry(
        "PolicyCreate",
        "New-DataEncryptionPolicy",
        "p1",
        "{'kind':'MAILBOX','name':'Stone','root1':'https://a','root2':'https://b'}");
    assertThat(
            shell.quiet(
                "$d = ("
                    + SEARCH
                    + ").AuditData | ConvertFrom-Json; $d.Operation; $d.RecordType;"
                    + " $d.ResultStatus; $d.UserId; $d.Parameters | % { $_.Name + '=' + $_.Value"
                    + " }"))
        .isEqualTo(
            """
            New-DataEncryptionPolicy
            1
            True
            ines@quarry.example
            Name=Stone
            AzureKeyIDs=https://a;https://b
            """);
    assertThat(shell.quiet("((" + SEARCH + "-Formatted).AuditData | ConvertFrom-Json).RecordType"))
        .isEqualTo("ExchangeAdmin\n");
  }

  @Test
  @DisplayName("An order for several mailboxes is one Set-Mailbox for each")
  void orders() {
    entry("PolicyAssign", "Set-Mailbox", "p1", "{'mailboxes':'m1 m2','jobId':'j'}");
    assertThat(
            shell.quiet(
                SEARCH
                    + "-Operations Set-Mailbox -ObjectIds m2 | % { $_.Operations;"
                    + " ($_.AuditData | ConvertFrom-Json).Parameters.Value }"))
        .isEqualTo("Set-Mailbox\nm2\np1\n");
  }

  @Test
  @DisplayName("Holds are told as the parameter that places and lifts them, others by their name")
  void holds() {
    String details = "{'name':'%s','reason':'','hold':'h','ownerKind':'MAILBOX'}";
    entry("LegalHoldPlace", "Set-Mailbox", "m1", details.formatted("LitigationHold"));
    entry("LegalHoldPlace", "Set-Mailbox", "m1", details.formatted("Case 9"));
    entry("LegalHoldLift", "Set-Mailbox", "m1", details.formatted("LitigationHold"));
    assertThat(
            shell.quiet(
                SEARCH
                    + "-Operations Set-Mailbox | % { ($_.AuditData | ConvertFrom-Json).Parameters"
                    + " | % { $_.Name + '=' + $_.Value } }"))
        .isEqualTo(
            """
            Identity=m1
            LitigationHoldEnabled=False
            Reason=
            Identity=m1
            Hold=Case 9
            Reason=
            Identity=m1
            LitigationHoldEnabled=True
            Reason=
            """);
  }

  @Test
  @DisplayName("Each use of an availability key is one record of type 69")
  void availabilityKey() {
    String details =
        "{'phase':'%s','policyId':'p1','scopeKeyVersionId':'k1','requestId':'r1'"
            + ",'workload':'Exchange'}";
    String label = "Fallback to Availability Key";
    entry("FallbackToAvailabilityKey", label, "p1", details.formatted("begin"));
    ofType(69, "CustomerKeyServiceEncryption");
    entry("FallbackToAvailabilityKey", "End of " + label, "p1", details.formatted("end"));
    ofType(69, "CustomerKeyServiceEncryption");
    entries.forEach(
        each -> each.put("actor", "system:search").put("userId", "System").put("userType", 4));
    assertThat(
            shell.quiet(
                SEARCH
                    + "-RecordType CustomerKeyServiceEncryption | % { $_.Operations; $_.UserIds; $d"
                    + " = $_.AuditData | ConvertFrom-Json; $d.RecordType; $d.UserType; $d.PolicyId;"
                    + " $d.ScopeKeyVersionId; $d.RequestId }"))
        .isEqualTo("Fallback to Availability Key\nSystem\n69\n4\np1\nk1\nr1\n");
  }

  @Test
  @DisplayName("A decision on access and what an operator read say who did it and from where")
  void lockbox() {
    String request = "'requestId':'EXSR123400017','callerIpAddress':'%s'";
    entry(
        "AccessRequestApprove",
        "Set-AccessToCustomerDataRequest",
        "a1",
        "{'comment':'go on'," + request.formatted("203.0.113.9") + "}");
    entries.getLast().put("clientIp", "203.0.113.9");
    entry(
        "OperatorReadMessage",
        "a1",
        "{'uid':'7','operatorName':'Nils Berg'," + request.formatted("198.51.100.4") + "}");
    entries.getLast().put("clientIp", "198.51.100.4").put("userType", 3);
    entries.getLast().put("actor", "9f9f").put("userId", "Nils Berg").remove("actorName");
    assertThat(
            shell.quiet(
                SEARCH
                    + "-Operations Set-AccessToCustomerDataRequest | % { $_.UserIds; $d ="
                    + " $_.AuditData | ConvertFrom-Json; $d.ObjectId; $d.ClientIP; $d.Parameters |"
                    + " % { $_.Name + '=' + $_.Value } }"))
        .isEqualTo(
            """
            ines@quarry.example
            a1
            203.0.113.9
            RequestId=EXSR123400017
            ApprovalDecision=Approve
            Comment=go on
            """);
    assertThat(
            shell.quiet(
                SEARCH
                    + "-IPAddresses 198.51.100.4 | % { $_.Operations; $_.UserIds;"
                    + " ($_.AuditData | ConvertFrom-Json).UserType }"))
        .isEqualTo("OperatorReadMessage\nNils Berg\n3\n");
  }

  @Test
  @DisplayName(
      "The same date at both ends, or no hit, gives nothing; ends in the wrong order are told")
  void dates() {
    entry("SiteCreate", "s1", "{}");
    assertThat(shell.quiet("Search-UnifiedAuditLog -StartDate 3/2/2026 -EndDate 3/2/2026"))
        .isEmpty();
    assertThat(shell.quiet(SEARCH + "-Operations New-DataEncryptionPolicy")).isEmpty();
    assertThat(shell.quiet(SEARCH + "-IPAddresses 192.0.2.1")).isEmpty();
    entry("PolicyEdit", "p9", "{'callerIpAddress':'192.0.2.1'}");
    entries.getLast().put("clientIp", "192.0.2.1");
    assertThat(
            shell.quiet(
                "("
                    + SEARCH
                    + "-IPAddresses 192.0.2.1).AuditData | ConvertFrom-Json"
                    + " | % { $_.ClientIP; $_.Parameters.Name }"))
        .isEqualTo("192.0.2.1\nIdentity\n");
    assertThat(shell.error("Search-UnifiedAuditLog -StartDate 3/9/2026 -EndDate 3/2/2026").id())
        .isEqualTo("DatesNotInOrder");
  }

  @Test
  @DisplayName("If no record has the type, the error says so")
  void types() {
    entry("SiteCreate", "s1", "{}");
    ofSites();
    assertThat(shell.quiet("(" + SEARCH + "-RecordType sharepoint).Operations"))
        .isEqualTo("SiteCreate\n");
    assertThat(shell.run(SEARCH + "-RecordType Foo")).isEmpty();
    assertThat(shell.terminal.shown)
        .contains("WARNING: No record here is of the type \"Foo\". There are ExchangeAdmin, ");
  }

  @Test
  @DisplayName(
      "Records are found by the name or id of the actor, and by words anywhere in the data")
  void conditions() {
    entry("SiteCreate", "s1", "{'name':'plans'}");
    entry("SiteDelete", "s2", "{'name':'drafts'}");
    entries.getLast().put("userId", "olaf@quarry.example").put("actor", "0c0c");
    assertThat(shell.quiet("(" + SEARCH + "-UserIds olaf@quarry.example).Operations"))
        .isEqualTo("SiteDelete\n");
    assertThat(shell.quiet("(" + SEARCH + "-UserIds 0b0b).Operations")).isEqualTo("SiteCreate\n");
    assertThat(shell.quiet("(" + SEARCH + "-FreeText PLANS).Operations")).isEqualTo("SiteCreate\n");
    assertThat(shell.quiet("(" + SEARCH + "-SiteIds s2).Operations")).isEqualTo("SiteDelete\n");
  }

  @Test
  @DisplayName(
      "A search returns a hundred records at once, or all of them page by page in a session")
  void pages() {
    for (int number = 0; number < 2_250; number++) {
      entry("SiteCreate", "s" + number, "{}");
    }
    assertThat(shell.quiet("(" + SEARCH + ").Count")).isEqualTo("100\n");
    String page =
        "$p = "
            + SEARCH
            + "-SessionId all -SessionCommand ReturnLargeSet -ResultSize 1000; \"$($p.Count) $(($p"
            + " | select -First 1).ResultIndex) $(($p | select -Last 1).ResultIndex)\"; ";
    assertThat(shell.quiet(page + page + page + page))
        .isEqualTo("1000 1 1000\n1000 1001 2000\n250 2001 2250\n0  \n");
    assertThat(shell.servers.api.log).hasSize(3);
    assertThat(shell.error(SEARCH + "-ResultSize 5001").id())
        .isEqualTo("ParameterArgumentValidationError");
  }
}
