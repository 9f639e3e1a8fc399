package dev.freehold.shell.exchange.policies;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.service.AnswerJson;

/** Get-DataEncryptionPolicy and Get-M365DataAtRestEncryptionPolicy: show policies. */
public final class GetPolicyCmdlet {

  private final ExchangeConnection exchange;
  private final PolicyFamily family;

  public GetPolicyCmdlet(ExchangeConnection exchange, PolicyFamily family) {
    this.exchange = exchange;
    this.family = family;
  }

  public CmdletInfo info() {
    // -WhatIf, -Confirm and -DomainController are reserved: taken and ignored.
    return ExchangeConnection.cmdlet("Get-" + family.noun(), "Reads policies.")
        .confirms(ConfirmImpact.LOW)
        .with(ExchangeIdentities.parameter().byPropertyName(), Parameter.any("DomainController"))
        .writes(family.typeName())
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    Object identity = call.bound().value("Identity");
    String asked = ExchangeIdentities.of(identity);
    PolicyObjects objects = new PolicyObjects(exchange, family);
    exchange.guard(
        call,
        ExchangeIdentities.shown(identity),
        () -> {
          if (asked.isEmpty()) {
            AnswerJson.list(exchange.rest().get(family.path()), "policies")
                .forEach(policy -> call.write(objects.of(policy)));
          } else {
            call.write(objects.of(exchange.rest().get(family.path(asked))));
          }
        });
  }
}
