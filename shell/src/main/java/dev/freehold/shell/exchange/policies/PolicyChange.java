package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.shell.exchange.call.AwaitedApproval;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.service.AnswerJson;

/**
 * What the Set cmdlets of both families do to a policy.
 *
 * @param before the policy as the server has it
 */
record PolicyChange(ExchangeConnection exchange, PolicyFamily family, JsonNode before) {

  static PolicyChange to(ExchangeConnection exchange, PolicyFamily family, String identity) {
    return new PolicyChange(exchange, family, exchange.rest().get(family.path(identity)));
  }

  String name() {
    return AnswerJson.text(before, "name").orElse("");
  }

  /** Gives it another name, description or switch; false if all of that was so before. */
  boolean edit(Bound bound) {
    ObjectNode wanted = AnswerJson.object();
    differing(bound, "Name", "name", wanted);
    differing(bound, "Description", "description", wanted);
    if (bound.value("Enabled") instanceof Boolean enabled
        && enabled != AnswerJson.flag(before, "enabled")) {
      wanted.put("enabled", enabled);
    }
    if (wanted.isEmpty()) {
      return false;
    }
    exchange.rest().send("PATCH", path(), wanted);
    return true;
  }

  private void differing(Bound bound, String parameter, String member, ObjectNode wanted) {
    if (bound.has(parameter)) {
      String text = bound.text(parameter).orElse("");
      if (!text.equals(AnswerJson.text(before, member).orElse(""))) {
        wanted.put(member, text);
      }
    }
  }

  /** Adopts the newest versions of its keys. */
  void refresh(Invocation call) {
    roll(call, AnswerJson.object());
  }

  /** Goes to other keys. */
  void replace(Invocation call) {
    ObjectNode wanted = AnswerJson.object();
    wanted.set("keys", PolicyKeys.of(call.bound()));
    roll(call, wanted);
  }

  private void roll(Invocation call, ObjectNode wanted) {
    AwaitedApproval.warn(call, exchange.rest().send("POST", path() + "/roll", wanted), name());
  }

  /** The policy by its GUID, which a new name does not change. */
  String path() {
    return family.path(AnswerJson.text(before, "id").orElse(""));
  }
}
