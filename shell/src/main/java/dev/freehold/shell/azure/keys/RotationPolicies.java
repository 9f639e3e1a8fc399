package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.azure.call.JsonValues;
import dev.freehold.shell.view.CmdletTypes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Rotation policies as objects and as JSON. */
final class RotationPolicies {

  static final String ACTION =
      "Microsoft.Azure.Commands.KeyVault.Models.PSKeyRotationLifetimeAction";

  private RotationPolicies() {}

  static PsObject toObject(KeySelection key, JsonNode json) {
    List<Object> actions = new ArrayList<>();
    for (JsonNode action : json.path("lifetimeActions")) {
      actions.add(action(action));
    }
    JsonNode attributes = json.path("attributes");
    return PsObject.ofType(CmdletTypes.KEY_ROTATION_POLICY)
        .with("Id", JsonValues.text(json.path("id")))
        .with("VaultName", key.vault())
        .with("KeyName", key.name())
        .with("LifetimeActions", actions)
        .with("ExpiresIn", JsonValues.text(attributes.path("expiryTime")))
        .with("CreatedOn", offset(JsonValues.seconds(attributes.path("created"))))
        .with("UpdatedOn", offset(JsonValues.seconds(attributes.path("updated"))));
  }

  private static OffsetDateTime offset(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static PsObject action(JsonNode json) {
    String type = json.at("/action/type").asText();
    String created = json.at("/trigger/timeAfterCreate").asText("");
    String expiry = json.at("/trigger/timeBeforeExpiry").asText("");
    return PsObject.ofType(ACTION)
        .with("Action", type)
        .with("TimeAfterCreate", JsonValues.text(json.at("/trigger/timeAfterCreate")))
        .with("TimeBeforeExpiry", JsonValues.text(json.at("/trigger/timeBeforeExpiry")))
        .withText(
            "[Action: %s, TimeAfterCreate: %s, TimeBeforeExpiry: %s]"
                .formatted(
                    type,
                    created.equals("null") ? "" : created,
                    expiry.equals("null") ? "" : expiry));
  }

  /**
   * A policy as it is sent.
   *
   * @param actions objects or hashtables with Action, TimeAfterCreate and TimeBeforeExpiry
   * @param expiresIn a period, or empty for none
   */
  static ObjectNode toJson(List<Object> actions, String expiresIn) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("lifetimeActions");
    for (Object action : actions) {
      ObjectNode node = json.withArrayProperty("lifetimeActions").addObject();
      ObjectNode trigger = node.putObject("trigger");
      put(trigger, "timeAfterCreate", Members.get(action, "TimeAfterCreate"));
      put(trigger, "timeBeforeExpiry", Members.get(action, "TimeBeforeExpiry"));
      node.putObject("action").put("type", Text.of(Members.get(action, "Action")));
    }
    ObjectNode attributes = json.putObject("attributes");
    put(attributes, "expiryTime", expiresIn);
    return json;
  }

  private static void put(ObjectNode node, String name, Object value) {
    String text = Text.of(value);
    if (!text.isEmpty()) {
      node.put(name, text);
    }
  }
}
