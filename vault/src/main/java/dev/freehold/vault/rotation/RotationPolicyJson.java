package dev.freehold.vault.rotation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import dev.freehold.vault.wire.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The protocol's JSON for rotation policies. */
public final class RotationPolicyJson {

  private static final String AFTER_CREATE = "timeAfterCreate";
  private static final String BEFORE_EXPIRY = "timeBeforeExpiry";
  private static final int MAX_ACTIONS = 2;

  private RotationPolicyJson() {}

  /**
   * Reads a policy; members that clients send back, such as the id, are ignored.
   *
   * @throws WireError 400 if it is not one, or breaks a rule
   */
  public static RotationPolicy read(JsonBody body) {
    List<JsonBody> actions = body.objects("lifetimeActions").orElse(List.of());
    RotationPolicy.require(actions.size() <= MAX_ACTIONS, "There are at most two actions.");
    Optional<Trigger> rotate = trigger(actions, "rotate");
    Optional<Trigger> notify = trigger(actions, "notify");
    RotationPolicy.require(
        rotate.isEmpty() || rotate.get().isOne(),
        "Rotate takes exactly one of timeAfterCreate and timeBeforeExpiry.");
    RotationPolicy.require(
        notify.isEmpty()
            || (notify.get().afterCreate().isEmpty() && notify.get().beforeExpiry().isPresent()),
        "Notify takes timeBeforeExpiry and nothing else.");
    return new RotationPolicy(
        rotate.flatMap(Trigger::afterCreate),
        rotate.flatMap(Trigger::beforeExpiry),
        notify.flatMap(Trigger::beforeExpiry),
        body.object("attributes").flatMap(attributes -> span(attributes, "expiryTime")));
  }

  /** The answer for a key that was never given a policy. */
  public static ObjectNode none() {
    ObjectNode json = WireJson.object();
    addAction(json.putArray("lifetimeActions"), "Notify", BEFORE_EXPIRY, "P30D");
    return json.putNull("attributes");
  }

  static ObjectNode write(RotationPolicy policy) {
    ObjectNode json = WireJson.object();
    ArrayNode actions = json.putArray("lifetimeActions");
    policy
        .rotateAfterCreate()
        .ifPresent(span -> addAction(actions, "Rotate", AFTER_CREATE, span.text()));
    policy
        .rotateBeforeExpiry()
        .ifPresent(span -> addAction(actions, "Rotate", BEFORE_EXPIRY, span.text()));
    policy
        .notifyBeforeExpiry()
        .ifPresent(span -> addAction(actions, "Notify", BEFORE_EXPIRY, span.text()));
    ObjectNode attributes = json.putObject("attributes");
    policy.expiry().ifPresent(span -> attributes.put("expiryTime", span.text()));
    return json;
  }

  private record Trigger(Optional<CalendarSpan> afterCreate, Optional<CalendarSpan> beforeExpiry) {
    boolean isOne() {
      return afterCreate.isPresent() != beforeExpiry.isPresent();
    }
  }

  private static Optional<Trigger> trigger(List<JsonBody> actions, String type) {
    List<JsonBody> found = actions.stream().filter(action -> type(action).equals(type)).toList();
    RotationPolicy.require(found.size() <= 1, "Each type of action comes once.");
    return found.stream()
        .map(action -> action.object("trigger").orElseThrow(() -> invalid("trigger")))
        .map(trigger -> new Trigger(span(trigger, AFTER_CREATE), span(trigger, BEFORE_EXPIRY)))
        .findFirst();
  }

  /** Clients write it in either case. */
  private static String type(JsonBody action) {
    return action
        .object("action")
        .flatMap(body -> body.text("type"))
        .map(type -> type.toLowerCase(Locale.ROOT))
        .filter(type -> type.equals("rotate") || type.equals("notify"))
        .orElseThrow(() -> invalid("type"));
  }

  private static Optional<CalendarSpan> span(JsonBody body, String name) {
    return body.text(name).map(text -> CalendarSpan.parse(text).orElseThrow(() -> invalid(name)));
  }

  private static WireError invalid(String name) {
    return WireError.badParameter("Property %s has invalid value\r\n".formatted(name));
  }

  private static void addAction(ArrayNode actions, String type, String trigger, String span) {
    ObjectNode action = actions.addObject();
    action.putObject("trigger").put(trigger, span);
    action.putObject("action").put("type", type);
  }
}
