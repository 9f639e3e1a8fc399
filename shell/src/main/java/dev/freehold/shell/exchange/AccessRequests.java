package dev.freehold.shell.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.run.binding.ArgumentTypes;
import dev.freehold.shell.run.binding.Bound;
import dev.freehold.shell.run.binding.CmdletInfo;
import dev.freehold.shell.run.binding.Invocation;
import dev.freehold.shell.run.binding.Parameter;
import dev.freehold.shell.service.Json;
import dev.freehold.shell.value.PsKind;
import dev.freehold.shell.value.PsObject;
import dev.freehold.shell.view.ViewTypes;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Get- and Set-AccessToCustomerDataRequest: on this server, the requests to recover from the loss
 * of both keys of a policy, for which the operator needs the tenant's approval.
 */
final class AccessRequests {

  private static final String NOUN = "AccessToCustomerDataRequest";
  private static final String PATH = "/api/v1/recovery-requests";
  private static final String STATUS = "ApprovalStatus";
  private static final String ID = "RequestId";

  private final Exchange exchange;

  AccessRequests(Exchange exchange) {
    this.exchange = exchange;
  }

  CmdletInfo get() {
    return Exchange.cmdlet("Get-" + NOUN, "Reads requests for access to the tenant's data.")
        .with(
            Parameter.text(ID),
            Parameter.of(
                STATUS,
                ArgumentTypes.choice(
                    "Microsoft.Exchange.Management.AccessApprovalStatus",
                    "Approved",
                    "Canceled",
                    "Denied",
                    "Pending")),
            Parameter.of("CreatedAfter", PsKind.DATE))
        .writes(ViewTypes.ACCESS_REQUEST)
        .does(() -> this::read);
  }

  private void read(Invocation call) {
    Bound bound = call.bound();
    Optional<String> id = bound.text(ID).filter(text -> !text.isEmpty());
    PolicyKinds kinds = new PolicyKinds(exchange);
    exchange.guard(
        call,
        id.orElse(""),
        () -> {
          if (id.isPresent()) {
            call.write(object(exchange.rest().get(path(id.get())), kinds));
          } else {
            Json.list(exchange.rest().get(PATH), "requests").stream()
                .filter(request -> isWanted(request, bound))
                .forEach(request -> call.write(object(request, kinds)));
          }
        });
  }

  private static boolean isWanted(JsonNode request, Bound bound) {
    return bound.text(STATUS).map(status(request)::equals).orElse(true)
        && (!(bound.value("CreatedAfter") instanceof Instant from)
            || !Json.time(request, "requestedAt").isBefore(from));
  }

  private static PsObject object(JsonNode request, PolicyKinds kinds) {
    String id = Json.text(request, "id").orElse("");
    return PsObject.ofType(ViewTypes.ACCESS_REQUEST)
        .with(ID, id)
        .with("ServiceName", service(Json.guid(request, "policyId"), kinds))
        .with("Requestor", Json.textOrNull(request, "requestedBy"))
        .with("Reason", Json.textOrNull(request, "reason"))
        .with("Status", status(request))
        .with("CreatedTime", Json.time(request, "requestedAt"))
        .with("ExpirationTime", null)
        .with("Duration", null)
        .with("Comment", Json.textOrNull(request, "comment"))
        .with("PolicyId", Json.guid(request, "policyId"))
        .withText(id);
  }

  private static String service(UUID policy, PolicyKinds kinds) {
    return kinds
        .of(policy)
        .map(
            kind ->
                switch (kind) {
                  case MAILBOX, TENANT -> "Exchange";
                  case FILE -> "SharePoint";
                })
        .orElse(null);
  }

  /** Once it is approved it stays so, whatever the operator does with it. */
  private static String status(JsonNode request) {
    return switch (Json.text(request, "state").orElse("")) {
      case "requested" -> "Pending";
      case "denied" -> "Denied";
      case "cancelled" -> "Canceled";
      default -> "Approved";
    };
  }

  CmdletInfo set() {
    return Exchange.cmdlet("Set-" + NOUN, "Approves, denies or cancels a request for access.")
        .with(
            Parameter.text(ID).mandatory(),
            Parameter.of(
                    "ApprovalDecision",
                    ArgumentTypes.choice(
                        "Microsoft.Exchange.Management.AccessApprovalDecision",
                        "Approve",
                        "Deny",
                        "Cancel"))
                .mandatory(),
            Parameter.text("Comment"),
            Parameter.of(
                "ServiceName",
                ArgumentTypes.choice(
                    "Microsoft.Exchange.Management.AccessServiceName",
                    "EOP",
                    "Exchange",
                    "SharePoint",
                    "Teams")))
        .does(() -> this::decide);
  }

  private void decide(Invocation call) {
    Bound bound = call.bound();
    String id = bound.text(ID).orElse("");
    String step = bound.text("ApprovalDecision").orElse("").toLowerCase(Locale.ROOT);
    ObjectNode body = Json.object();
    bound.text("Comment").ifPresent(text -> body.put("comment", text));
    exchange.guard(call, id, () -> exchange.rest().send("POST", path(id) + "/" + step, body));
  }

  private static String path(String id) {
    return PATH + "/" + Rest.encode(id);
  }
}
