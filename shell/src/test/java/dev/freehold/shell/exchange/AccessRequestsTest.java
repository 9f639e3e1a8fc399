package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.ServiceShell;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessRequestsTest {

  private static final String MOVES = "/api/v1/move-approvals";
  private static final String ACCESS = "/api/v1/access-requests";
  private static final String MAIL =
      ",'scope':{'mailbox':'ida','name':'ida@quarry.example','folder':'Work','firstUid':3,"
          + "'lastUid':9}";
  private static final String SITE = ",'scope':{'site':'plans','prefix':'2026/'}";

  private final ServiceShell shell = ExchangeShell.connected();

  AccessRequestsTest() {
    ObjectNode policy = shell.tenant.policy(shell.tenant.policies, "Stone");
    String request =
        "{'id':'%s','policyId':'%s','reason':'keys"
            + " "
            + "lost','state':'%s','requestedBy':'ines@quarry.example'"
            + ",'requestedAt':'2026-03-0%dT08:00:00Z'}";
    String id = policy.get("id").asText();
    String one = request.formatted("r1", id, "requested", 2);
    shell.servers.api.answers(
        "GET",
        "/api/v1/recovery-requests",
        "{'requests':[%s,%s,%s,%s]}"
            .formatted(
                one,
                request.formatted("r2", id, "moving", 3),
                request.formatted("r3", "00000000-0000-0000-0000-0000000000ff", "denied", 4),
                request.formatted("r4", id, "cancelled", 5)));
    shell.servers.api.answers("GET", "/api/v1/recovery-requests/r1", one);
    shell.servers.api.on(
        "GET",
        "/api/v1/recovery-requests/gone",
        asked -> {
          throw FakeApi.refusal(404, "recovery-not-found", "no such request");
        });
    shell.servers.api.answers("POST", "/api/v1/recovery-requests/r1/.*", one);
    shell.servers.api.answers("GET", ACCESS, "{'requests':[]}");
    notFound("GET", ACCESS + "/gone");
    shell.servers.api.answers("GET", MOVES, "{'requests':[]}");
    notFound("GET", MOVES + "/gone");
  }

  private void notFound(String method, String path) {
    shell.servers.api.on(
        method,
        path,
        asked -> {
          throw FakeApi.refusal(404, "access-request-not-found", "no such request");
        });
  }

  private static String access(String id, String state, String more) {
    return ("{'id':'%s','guid':'00000000-0000-4000-8000-00000000000a','state':'%s'"
            + ",'reason':'mail is missing','requestedBy':'Nils Berg','endorsedBy':'Rosa Feld'"
            + ",'supportCase':'C-12','durationMinutes':45,'requestedAt':'2026-03-06T08:00:00Z'"
            + ",'expiresAt':'2026-03-06T20:00:00Z'%s}")
        .formatted(id, state, more);
  }

  @Test
  @DisplayName("Requests are shown in the words of the lockbox")
  void reads() {
    assertThat(shell.quiet("Get-AccessToCustomerDataRequest | ft RequestId,ServiceName,Status"))
        .isEqualTo(
            """

            RequestId ServiceName Status
            --------- ----------- ------
            r1        Exchange    Pending
            r2        Exchange    Approved
            r3        SharePoint  Denied
            r4        Exchange    Canceled

            """);
    assertThat(shell.quiet("(Get-AccessToCustomerDataRequest -ApprovalStatus Pending).RequestId"))
        .isEqualTo("r1\n");
    assertThat(shell.quiet("(Get-AccessToCustomerDataRequest -CreatedAfter 3/4/2026).RequestId"))
        .isEqualTo("r3\nr4\n");
    assertThat(shell.quiet("(Get-AccessToCustomerDataRequest -RequestId r1).Reason"))
        .isEqualTo("keys lost\n");
    assertThat(shell.error("Get-AccessToCustomerDataRequest -RequestId gone").message())
        .contains("object 'gone' couldn't be found");
  }

  @Test
  @DisplayName("A decision goes to the server with its comment and writes nothing")
  void decides() {
    assertThat(
            shell.quiet(
                "Set-AccessToCustomerDataRequest -ApprovalDecision Approve -RequestId r1 -Comment"
                    + " 'agreed'"))
        .isEmpty();
    assertThat(shell.servers.api.changes())
        .containsExactly("POST /api/v1/recovery-requests/r1/approve {\"comment\":\"agreed\"}");
    shell.quiet("Set-AccessToCustomerDataRequest -ApprovalDecision Deny -RequestId r1");
    shell.quiet(
        "Set-AccessToCustomerDataRequest -ApprovalDecision Cancel -RequestId r1 -ServiceName"
            + " Exchange");
    assertThat(shell.servers.api.changes())
        .containsExactly("POST /api/v1/recovery-requests/r1/cancel {}");
  }

  @Test
  @DisplayName("Who may not read policies still sees the requests")
  void approver() {
    shell.servers.api.on(
        "GET",
        "/api/v1/policies",
        request -> {
          throw FakeApi.refusal(403, "role-missing", "no");
        });
    assertThat(shell.quiet("(Get-AccessToCustomerDataRequest)[0].Status")).isEqualTo("Pending\n");
  }

  @Test
  @DisplayName("Requests of the operator for access come with those for recovery")
  void readsAccess() {
    String one = access("EXSR123400017", "pending", MAIL);
    String ended = access("SPSR123400018", "ended", SITE + ",'accessUntil':'2026-03-06T09:15:00Z'");
    shell.servers.api.answers(
        "GET",
        ACCESS,
        "{'requests':[%s,%s,%s]}".formatted(one, ended, access("EXSR123400019", "expired", MAIL)));
    shell.servers.api.answers("GET", ACCESS + "/exsr123400017", one);
    assertThat(
            shell.quiet(
                "Get-AccessToCustomerDataRequest -CreatedAfter 3/5/2026 |"
                    + " ft RequestId,ServiceName,Requestor,Status"))
        .isEqualTo(
            """

            RequestId     ServiceName Requestor           Status
            ---------     ----------- ---------           ------
            EXSR123400017 Exchange    Nils Berg           Pending
            SPSR123400018 SharePoint  Nils Berg           Approved
            EXSR123400019 Exchange    Nils Berg           Expired
            r4            Exchange    ines@quarry.example Canceled

            """);
    assertThat(
            shell.quiet(
                "$r = Get-AccessToCustomerDataRequest -RequestId exsr123400017;"
                    + "$r.Duration.TotalMinutes; $r.Identity; $r.Scope; $r.ServiceRequest;"
                    + "$r.ApprovedInternallyBy"))
        .isEqualTo("45\nida@quarry.example\nWork, UID 3 to 9\nC-12\nRosa Feld\n");
    assertThat(shell.quiet("(Get-AccessToCustomerDataRequest -ApprovalStatus Approved).RequestId"))
        .isEqualTo("SPSR123400018\nr2\n");
  }

  @Test
  @DisplayName("A decision about access goes by number, or by GUID where no recovery has it")
  void decidesAccess() {
    String one = access("EXSR123400017", "approved", MAIL);
    String guid = "00000000-0000-4000-8000-00000000000a";
    shell.servers.api.answers("POST", ACCESS + "/(EXSR123400017|" + guid + ")/.*", one);
    notFound("POST", "/api/v1/recovery-requests/" + guid + "/deny");
    notFound("POST", "/api/v1/move-approvals/" + guid + "/deny");
    assertThat(
            shell.quiet(
                "Set-AccessToCustomerDataRequest -ApprovalDecision Approve -RequestId"
                    + " EXSR123400017 -Comment 'go on' -ServiceName Exchange"))
        .isEmpty();
    assertThat(shell.servers.api.changes())
        .containsExactly("POST " + ACCESS + "/EXSR123400017/approve {\"comment\":\"go on\"}");
    shell.quiet("Set-AccessToCustomerDataRequest -ApprovalDecision Deny -RequestId " + guid);
    assertThat(shell.servers.api.changes())
        .containsExactly(
            "POST /api/v1/recovery-requests/" + guid + "/deny {}",
            "POST /api/v1/move-approvals/" + guid + "/deny {}",
            "POST " + ACCESS + "/" + guid + "/deny {}");
  }

  @Test
  @DisplayName("A move out of a locked policy is shown with the others and decided like them")
  void decidesMoves() {
    String job = "00000000-0000-4000-8000-00000000000b";
    String policy = shell.tenant.policies.get(0).get("id").asText();
    String one =
        ("{'id':'%s','state':'requested','requestedBy':'ines@quarry.example','reason':'locked'"
                + ",'requestedAt':'2026-03-08T08:00:00Z','target':'%s'"
                + ",'policies':[{'policyId':'00000000-0000-0000-0000-0000000000fe'}]}")
            .formatted(job, policy);
    shell.servers.api.answers("GET", MOVES, "{'requests':[%s]}".formatted(one));
    shell.servers.api.answers("POST", MOVES + "/" + job + "/approve", one);
    notFound("POST", "/api/v1/recovery-requests/" + job + "/approve");
    assertThat(
            shell.quiet(
                "Get-AccessToCustomerDataRequest -CreatedAfter 2026-03-07 | fl"
                    + " RequestId,ServiceName,Status,PolicyId,TargetPolicyId"))
        .contains(job, "Exchange", "Pending", "0000000000fe", policy);
    shell.quiet("Set-AccessToCustomerDataRequest -ApprovalDecision Approve -RequestId " + job);
    assertThat(shell.servers.api.changes()).last().asString().contains(MOVES, job, "approve");
  }

  @Test
  @DisplayName(
      "A person who may decide on moves only can do so, and is told if their role is not enough")
  void decidesWithFewRoles() {
    String job = "00000000-0000-4000-8000-00000000000c";
    String approve = "Set-AccessToCustomerDataRequest -ApprovalDecision Approve -RequestId " + job;
    roleMissing("/api/v1/recovery-requests/" + job + "/approve");
    notFound("POST", MOVES + "/" + job + "/approve");
    notFound("POST", ACCESS + "/" + job + "/approve");
    assertThat(shell.error(approve).message()).contains("Access denied");
    shell.servers.api.answers("POST", MOVES + "/" + job + "/approve", "{'id':'%s'}".formatted(job));
    shell.quiet(approve);
    assertThat(shell.servers.api.changes()).last().asString().contains(MOVES, job, "approve");
  }

  private void roleMissing(String path) {
    shell.servers.api.on(
        "POST",
        path,
        asked -> {
          throw FakeApi.refusal(403, "role-missing", "no role for this");
        });
  }
}
