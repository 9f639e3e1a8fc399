package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.service.AnswerJson;

/**
 * Test-M365DataAtRestEncryptionPolicy: asks the vault of each key of a policy now, and writes an
 * object with the result for each key.
 */
public final class TestPolicyCmdlet {

  private static final String TYPE =
      "Microsoft.Exchange.Management.SystemConfigurationTasks.DataEncryptionPolicyTest";

  private final ExchangeConnection exchange;

  public TestPolicyCmdlet(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            "Test-M365DataAtRestEncryptionPolicy", "Asks the vaults for each key of a policy.")
        .confirms(ConfirmImpact.LOW)
        .with(ExchangeIdentities.parameter().byPropertyName(), Parameter.any("DomainController"))
        .writes(TYPE)
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    Object identity = call.bound().value("Identity");
    String asked = ExchangeIdentities.of(identity);
    exchange.guard(
        call,
        ExchangeIdentities.shown(identity),
        () -> {
          if (asked.isEmpty()) {
            AnswerJson.list(exchange.rest().get(PolicyFamily.TENANT.path()), "policies")
                .forEach(policy -> test(call, policy));
          } else {
            test(call, exchange.rest().get(PolicyFamily.TENANT.path(asked)));
          }
        });
  }

  private void test(Invocation call, JsonNode policy) {
    String name = AnswerJson.text(policy, "name").orElse("");
    String path = PolicyFamily.TENANT.path(AnswerJson.text(policy, "id").orElse(name));
    JsonNode answer = exchange.rest().send("POST", path + "/check", AnswerJson.object());
    for (JsonNode root : AnswerJson.list(answer, "roots")) {
      call.write(
          PsObject.ofType(TYPE)
              .with("Identity", name)
              .with("AzureKeyID", AnswerJson.textOrNull(root, "keyVersionUri"))
              .with("Result", AnswerJson.textOrNull(root, "outcome"))
              .with("Code", AnswerJson.textOrNull(root, "code"))
              .with("CheckedTime", AnswerJson.time(root, "checkedAt"))
              .withText(name));
    }
  }
}
