package dev.freehold.custody.orders;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.owners.OwnerKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The mailboxes or sites that a job moves. The job looks up where each of them goes when its turn
 * comes, so that the newest order counts.
 */
public sealed interface MoveScope {

  /** The mailboxes or sites that the order named. */
  record Named() implements MoveScope {}

  /**
   * Every mailbox under one policy, which comes under another one by this job.
   *
   * @param from the policy that they are assigned to
   * @param to the policy that they are assigned to instead
   */
  record Reassigned(UUID from, UUID to) implements MoveScope {}

  /** Every mailbox of the tenant that has no policy of its own. */
  record Uncovered() implements MoveScope {}

  /**
   * Every site of a geo.
   *
   * @param geoId the geo
   */
  record OfGeo(UUID geoId) implements MoveScope {}

  /** What the scope's owners are. */
  default OwnerKind kind() {
    return switch (this) {
      case Named _, Reassigned _, Uncovered _ -> OwnerKind.MAILBOX;
      case OfGeo _ -> OwnerKind.SITE;
    };
  }

  /** The role that may order a move of these. */
  default Role role() {
    return switch (this) {
      case Named _, Reassigned _ -> Role.EXCHANGE_ADMIN;
      case Uncovered _ -> Role.COMPLIANCE_ADMIN;
      case OfGeo _ -> Role.SHAREPOINT_ADMIN;
    };
  }

  /** The parameters of a job with this scope. */
  default Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    switch (this) {
      case Named _ -> parameters.put("scope", "named");
      case Reassigned(UUID from, UUID to) -> {
        parameters.put("scope", "reassigned");
        parameters.put("from", from.toString());
        parameters.put("to", to.toString());
      }
      case Uncovered _ -> parameters.put("scope", "uncovered");
      case OfGeo(UUID geoId) -> {
        parameters.put("scope", "geo");
        parameters.put("geo", geoId.toString());
      }
    }
    return parameters;
  }

  /** Reads what {@link #parameters} wrote. */
  static MoveScope of(Map<String, String> parameters) {
    String scope = Optional.ofNullable(parameters.get("scope")).orElse("");
    return switch (scope) {
      case "named" -> new Named();
      case "reassigned" -> new Reassigned(id(parameters, "from"), id(parameters, "to"));
      case "uncovered" -> new Uncovered();
      case "geo" -> new OfGeo(id(parameters, "geo"));
      default -> throw new IllegalArgumentException("a job of this kind has a scope");
    };
  }

  private static UUID id(Map<String, String> parameters, String name) {
    return UUID.fromString(parameters.get(name));
  }
}
