package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.service.AnswerJson;

/** New-DataEncryptionPolicy and New-M365DataAtRestEncryptionPolicy: make policies. */
public final class NewPolicyCmdlet {

  private final ExchangeConnection exchange;
  private final PolicyFamily family;

  public NewPolicyCmdlet(ExchangeConnection exchange, PolicyFamily family) {
    this.exchange = exchange;
    this.family = family;
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            "New-" + family.noun(), "Makes a policy from two keys in two vaults.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.text("Name").mandatory().at(0),
            PolicyKeys.parameter().mandatory(),
            Parameter.text("Description"),
            Parameter.of("Enabled", ArgumentTypes.BOOLEAN),
            Parameter.any("DomainController"))
        .writes(family.typeName())
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    Bound bound = call.bound();
    String name = bound.text("Name").orElse("");
    if (!call.shouldProcess(name, "New-" + family.noun())) {
      return;
    }
    exchange.guard(
        call,
        name,
        () -> {
          ObjectNode wanted = AnswerJson.object().put("name", name);
          bound.text("Description").ifPresent(text -> wanted.put("description", text));
          wanted.set("keys", PolicyKeys.of(bound));
          JsonNode made = exchange.rest().send("POST", family.path(), wanted);
          if (Boolean.FALSE.equals(bound.value("Enabled"))) {
            String path = family.path(AnswerJson.text(made, "id").orElse(name));
            made = exchange.rest().send("PATCH", path, AnswerJson.object().put("enabled", false));
          }
          call.write(new PolicyObjects(exchange, family).of(made));
        });
  }
}
