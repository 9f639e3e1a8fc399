package dev.freehold.shell.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.policies.PolicyFamilies;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.Rest;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Get- and Set-AccessToCustomerDataRequest: what the operator does only with the tenant's approval.
 * That is access to a mailbox or site, and on this server also the recovery from the loss of both
 * keys of a policy, and what a second person has to approve: a move out of a locked one.
 */
final class AccessRequests {

  /** What the server says where the caller is known but has none of the roles. */
  private static final String ROLE_MISSING = "role-missing";

  private static final String NOUN = "AccessToCustomerDataRequest";
  private static final String STATUS = "ApprovalStatus";
  private static final String ID = "RequestId";
  private static final int NOT_FOUND = 404;

  private final ExchangeConnection exchange;

  AccessRequests(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  CmdletInfo get() {
    return ExchangeConnection.cmdlet(
            "Get-" + NOUN, "Reads requests for access to the tenant's data.")
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
        .writes(CmdletTypes.ACCESS_REQUEST)
        .does(() -> this::read);
  }

  private void read(Invocation call) {
    Bound bound = call.bound();
    Optional<String> id = bound.text(ID).filter(text -> !text.isEmpty());
    PolicyFamilies kinds = new PolicyFamilies(exchange);
    exchange.guard(
        call,
        id.orElse(""),
        () -> {
          if (id.isPresent()) {
            call.write(one(id.get(), kinds));
          } else {
            for (AccessRequestKind kind : AccessRequestKind.values()) {
              AnswerJson.list(exchange.rest().get(kind.path()), "requests").stream()
                  .filter(request -> isWanted(kind, request, bound))
                  .forEach(request -> call.write(kind.object(request, kinds)));
            }
          }
        });
  }

  private PsObject one(String id, PolicyFamilies kinds) {
    return ofAny(id, kind -> kind.object(exchange.rest().get(path(kind, id)), kinds));
  }

  /**
   * Asks for the request as the likeliest kind, and as the next one while there is none such, or
   * while the caller's roles are not for that kind: they may be for the next.
   */
  private static <R> R ofAny(String id, Function<AccessRequestKind, R> ask) {
    RemoteException last = null;
    for (AccessRequestKind kind : AccessRequestKind.of(id)) {
      try {
        return ask.apply(kind);
      } catch (RemoteException e) {
        boolean isForOthers = e.code().equals(ROLE_MISSING);
        if (e.status() != NOT_FOUND && !isForOthers) {
          throw e;
        }
        last = last == null || isForOthers ? e : last;
      }
    }
    throw last;
  }

  private static boolean isWanted(AccessRequestKind kind, JsonNode request, Bound bound) {
    return bound.text(STATUS).map(kind.status(request)::equals).orElse(true)
        && (!(bound.value("CreatedAfter") instanceof Instant from)
            || !AnswerJson.time(request, "requestedAt").isBefore(from));
  }

  CmdletInfo set() {
    return ExchangeConnection.cmdlet(
            "Set-" + NOUN, "Approves, denies or cancels a request for access.")
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
    ObjectNode body = AnswerJson.object();
    bound.text("Comment").ifPresent(text -> body.put("comment", text));
    exchange.guard(
        call,
        id,
        () -> ofAny(id, kind -> exchange.rest().send("POST", path(kind, id) + "/" + step, body)));
  }

  /** Tells whether a cmdlet is the one that decides. */
  static boolean isDecision(CmdletInfo info) {
    return info.name().equals("Set-" + NOUN);
  }

  /** How many requests for access wait for a decision; a server that does not say has none. */
  static int waiting(Rest rest) {
    try {
      String pending = AccessRequestKind.ACCESS.path() + "?state=pending";
      return AnswerJson.list(rest.get(pending), "requests").size();
    } catch (RemoteException e) {
      return 0;
    }
  }

  private static String path(AccessRequestKind kind, String id) {
    return kind.path() + "/" + RequestUri.encode(id);
  }
}
