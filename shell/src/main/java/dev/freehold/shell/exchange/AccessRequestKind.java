package dev.freehold.shell.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.policies.PolicyFamilies;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the tenant approves for the operator, and how the server reports it. */
enum AccessRequestKind {
  /** Access to a mailbox or site. */
  ACCESS("/api/v1/access-requests") {
    @Override
    String status(JsonNode request) {
      return switch (state(request)) {
        case "denied" -> "Denied";
        case "cancelled" -> "Canceled";
        case "expired" -> "Expired";
        case "approved", "ended" -> "Approved";
        default -> "Pending";
      };
    }

    @Override
    PsObject object(JsonNode request, PolicyFamilies kinds) {
      JsonNode scope = request.path("scope");
      boolean isInMail = AnswerJson.text(scope, "mailbox").isPresent();
      return common(request, isInMail ? "Exchange" : "SharePoint")
          .with("ExpirationTime", end(request))
          .with("Duration", Duration.ofMinutes(AnswerJson.number(request, "durationMinutes")))
          .with("Comment", AnswerJson.textOrNull(request, "comment"))
          .with("ServiceRequest", AnswerJson.textOrNull(request, "supportCase"))
          .with("ApprovedInternallyBy", AnswerJson.textOrNull(request, "endorsedBy"))
          .with(
              "Identity",
              AnswerJson.text(scope, "name").orElse(AnswerJson.textOrNull(scope, owner(scope))))
          .with("Scope", bounds(scope));
    }
  },
  /** Recovery from the loss of both keys of a policy. */
  RECOVERY("/api/v1/recovery-requests") {
    // Once it is approved it stays so, whatever the operator does with it.
    @Override
    String status(JsonNode request) {
      return switch (state(request)) {
        case "requested" -> "Pending";
        case "denied" -> "Denied";
        case "cancelled" -> "Canceled";
        default -> "Approved";
      };
    }

    @Override
    PsObject object(JsonNode request, PolicyFamilies kinds) {
      UUID policy = AnswerJson.guid(request, "policyId");
      return common(request, service(policy, kinds))
          .with("ExpirationTime", null)
          .with("Duration", null)
          .with("Comment", AnswerJson.textOrNull(request, "comment"))
          .with("PolicyId", policy);
    }
  },
  /** An order that takes content out of a policy none of whose keys agrees. */
  MOVE("/api/v1/move-approvals") {
    @Override
    String status(JsonNode request) {
      return switch (state(request)) {
        case "requested" -> "Pending";
        case "approved" -> "Approved";
        default -> "Canceled";
      };
    }

    @Override
    PsObject object(JsonNode request, PolicyFamilies kinds) {
      UUID target = AnswerJson.guid(request, "target");
      JsonNode left = request.path("policies").path(0);
      return common(request, service(target, kinds))
          .with("ExpirationTime", null)
          .with("Duration", null)
          .with("Comment", AnswerJson.textOrNull(request, "comment"))
          .with("PolicyId", left.isMissingNode() ? null : AnswerJson.guid(left, "policyId"))
          .with("TargetPolicyId", target);
    }
  };

  private static final Pattern NUMBER = Pattern.compile("(?i)(EX|SP)SR[0-9]+");

  private final String path;

  AccessRequestKind(String path) {
    this.path = path;
  }

  /** The kinds that a request of this name may be of, the likelier first. */
  static List<AccessRequestKind> of(String id) {
    return NUMBER.matcher(id).matches() ? List.of(ACCESS) : List.of(RECOVERY, MOVE, ACCESS);
  }

  String path() {
    return path;
  }

  /** How far it is, in the published words. */
  abstract String status(JsonNode request);

  /** What Get-AccessToCustomerDataRequest writes. */
  abstract PsObject object(JsonNode request, PolicyFamilies kinds);

  PsObject common(JsonNode request, String service) {
    String id = AnswerJson.text(request, "id").orElse("");
    return PsObject.ofType(CmdletTypes.ACCESS_REQUEST)
        .with("RequestId", id)
        .with("ServiceName", service)
        .with("Requestor", AnswerJson.textOrNull(request, "requestedBy"))
        .with("Reason", AnswerJson.textOrNull(request, "reason"))
        .with("Status", status(request))
        .with("CreatedTime", AnswerJson.time(request, "requestedAt"))
        .withText(id);
  }

  private static String state(JsonNode request) {
    return AnswerJson.text(request, "state").orElse("");
  }

  /** When the access ends, or else when it is too late to decide. */
  private static Instant end(JsonNode request) {
    boolean isApproved = AnswerJson.text(request, "accessUntil").isPresent();
    return AnswerJson.time(request, isApproved ? "accessUntil" : "expiresAt");
  }

  private static String owner(JsonNode scope) {
    return AnswerJson.text(scope, "mailbox").isPresent() ? "mailbox" : "site";
  }

  /** What of the mailbox or site is within reach; empty for all of it. */
  private static String bounds(JsonNode scope) {
    Optional<String> folder = AnswerJson.text(scope, "folder");
    return folder.isPresent()
        ? "%s, UID %d to %d"
            .formatted(
                folder.get(),
                AnswerJson.number(scope, "firstUid"),
                AnswerJson.number(scope, "lastUid"))
        : AnswerJson.text(scope, "prefix").orElse("");
  }

  private static String service(UUID policy, PolicyFamilies kinds) {
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
}
