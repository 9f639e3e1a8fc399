package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.AwaitedApproval;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;

/**
 * Get- and Set-M365DataAtRestEncryptionPolicyAssignment: show and change the policy assigned to the
 * whole tenant.
 */
public final class TenantAssignment {

  private static final String NOUN = "M365DataAtRestEncryptionPolicyAssignment";
  private static final String POLICY = "DataEncryptionPolicy";

  private final ExchangeConnection exchange;

  public TenantAssignment(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo get() {
    return ExchangeConnection.cmdlet(
            "Get-" + NOUN,
            "Shows the policy that is assigned to the whole tenant, if there is one.")
        .with(Parameter.any("DomainController"))
        .writes(CmdletTypes.TENANT_POLICY)
        .does(() -> call -> exchange.guard(call, "", () -> write(call)));
  }

  private void write(Invocation call) {
    JsonNode policy = exchange.rest().get(PolicyObjects.ASSIGNMENT).path("policy");
    if (policy.isObject()) {
      call.write(new PolicyObjects(exchange, PolicyFamily.TENANT).of(policy));
    }
  }

  public CmdletInfo set() {
    return ExchangeConnection.cmdlet(
            "Set-" + NOUN, "Assigns a policy to the whole tenant; $null removes it.")
        .with(
            Parameter.of(POLICY, ExchangeIdentities.parameter().type()).mandatory().allowEmpty(),
            Parameter.any("DomainController"))
        .does(() -> this::assign);
  }

  private void assign(Invocation call) {
    Object policy = call.bound().value(POLICY);
    String identity = ExchangeIdentities.of(policy);
    exchange.guard(
        call,
        ExchangeIdentities.shown(policy),
        () ->
            AwaitedApproval.warn(
                call,
                exchange
                    .rest()
                    .send(
                        "PUT",
                        PolicyObjects.ASSIGNMENT,
                        AnswerJson.object().put("policy", identity.isEmpty() ? null : identity)),
                ExchangeIdentities.shown(policy)));
  }
}
