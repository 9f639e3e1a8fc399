package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ObjectBase;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.PurgeLines;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Policies as objects. */
final class PolicyObjects {

  /** The path of the assignment of a tenant-wide policy. */
  static final String ASSIGNMENT = "/api/v1/multi-workload-policy-assignment";

  private static final String PURGES = "/api/v1/purges";

  private final ExchangeConnection exchange;
  private final PolicyFamily family;

  PolicyObjects(ExchangeConnection exchange, PolicyFamily family) {
    this.exchange = exchange;
    this.family = family;
  }

  /** The object of what the server says of a policy; its state needs to ask who uses it. */
  PsObject of(JsonNode policy) {
    String name = AnswerJson.text(policy, "name").orElse("");
    String state = state(policy);
    PsObject object =
        PsObject.ofType(family.typeName())
            .with("Identity", name)
            .with("Name", name)
            .with("Description", AnswerJson.text(policy, "description").orElse(""))
            .with("Enabled", AnswerJson.flag(policy, "enabled"))
            .with("AzureKeyIDs", keys(policy))
            .with("State", state);
    if (family == PolicyFamily.TENANT) {
      object.with("PolicyState", state);
    } else {
      object
          .with("PermanentDataPurgeReason", AnswerJson.textOrNull(policy, "purgeReason"))
          .with("PermanentDataPurgeContact", AnswerJson.textOrNull(policy, "purgeContact"))
          .with("PermanentDataPurgeRequestedTime", AnswerJson.time(policy, "purgeRequestedAt"));
      purge(object, policy);
    }
    object.with("Guid", AnswerJson.guid(policy, "id"));
    return ObjectBase.add(object, exchange, policy, name);
  }

  /** Of a policy under purge its case, and how far that is; both null for others. */
  private void purge(PsObject object, JsonNode policy) {
    Optional<JsonNode> purge =
        AnswerJson.text(policy, "purgeRequestedAt").isPresent()
            ? purgeOf(AnswerJson.guid(policy, "id"))
            : Optional.empty();
    object
        .with("PurgeCase", purge.map(found -> AnswerJson.guid(found, "id")).orElse(null))
        .with(
            "PurgeChecklist",
            purge.map(found -> String.join("\n", PurgeLines.of(found))).orElse(null));
  }

  private Optional<JsonNode> purgeOf(UUID policy) {
    return AnswerJson.list(exchange.rest().get(PURGES), "purges").stream()
        .filter(purge -> policy.equals(AnswerJson.guid(purge, "policyId")))
        .findFirst();
  }

  private static List<String> keys(JsonNode policy) {
    return AnswerJson.list(policy, "keys").stream()
        .map(key -> AnswerJson.text(key, "uri").orElse(""))
        .toList();
  }

  /**
   * The original's words, where it has some: a policy is active once something is assigned to it.
   */
  private String state(JsonNode policy) {
    return switch (AnswerJson.text(policy, "state").orElse("")) {
      case "purgeRequested" -> "PendingDeletion";
      case "active" -> isUsed(AnswerJson.guid(policy, "id")) ? "Active" : "PendingActivation";
      case "purgeAuthorised" -> "PurgeAuthorised";
      case "purging" -> "Purging";
      case "purged" -> "Purged";
      case "retired" -> "Retired";
      case String other -> other;
    };
  }

  private boolean isUsed(UUID id) {
    return switch (family) {
      case MAILBOX ->
          !AnswerJson.list(
                  exchange
                      .rest()
                      .get("/api/v1/mailboxes?max=1&policy=" + RequestUri.encode(id.toString())),
                  "mailboxes")
              .isEmpty();
      case TENANT ->
          id.equals(AnswerJson.guid(exchange.rest().get(ASSIGNMENT).path("policy"), "id"));
    };
  }
}
