package dev.freehold.shell.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.service.FakeApi;
import dev.freehold.shell.service.ServiceShell;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccessRequestsTest {

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
}
