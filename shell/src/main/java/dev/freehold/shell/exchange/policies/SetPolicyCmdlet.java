package dev.freehold.shell.exchange.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeErrors;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.PurgePreview;
import dev.freehold.shell.service.ShellProblem;

/**
 * Set-DataEncryptionPolicy: edits a policy, refreshes or replaces its keys, or requests its purge.
 */
public final class SetPolicyCmdlet {

  private static final String NAME = "Set-DataEncryptionPolicy";
  private static final String PLAIN = "Default";
  private static final String REFRESH = "RefreshKey";
  private static final String REPLACE = "ReplaceKey";
  private static final String PURGE = "TenantAdminPurgeKeyRequest";
  private static final String OPERATOR_PURGE = "DCAdminPurgeKeyRequest";

  private final ExchangeConnection exchange;
  private final boolean mayPurge;

  /**
   * Describes the cmdlet.
   *
   * @param mayPurge whether the caller may ask for a purge; else its parameters do not exist
   */
  public SetPolicyCmdlet(ExchangeConnection exchange, boolean mayPurge) {
    this.exchange = exchange;
    this.mayPurge = mayPurge;
  }

  public CmdletInfo info() {
    CmdletInfo.Builder builder =
        ExchangeConnection.cmdlet(
                NAME, "Changes a policy, rolls its keys, or asks for the data's purge.")
            .defaultSet(PLAIN)
            .confirms(ConfirmImpact.HIGH)
            .with(
                ExchangeIdentities.parameter().mandatory(),
                Parameter.text("Name"),
                Parameter.text("Description"),
                Parameter.of("Enabled", ArgumentTypes.BOOLEAN),
                Parameter.any("DomainController"),
                Parameter.flag("Refresh").in(REFRESH).mandatory(),
                Parameter.flag("Replace").in(REPLACE).mandatory(),
                PolicyKeys.parameter().in(REPLACE).mandatory());
    if (mayPurge) {
      builder.with(
          Parameter.flag("PermanentDataPurgeRequested").in(PURGE).mandatory(),
          Parameter.text("PermanentDataPurgeReason").in(PURGE, OPERATOR_PURGE).mandatory(),
          Parameter.text("PermanentDataPurgeContact").in(PURGE).mandatory().in(OPERATOR_PURGE),
          Parameter.flag("Force").in(PURGE, OPERATOR_PURGE));
    }
    return builder.does(() -> this::process);
  }

  private void process(Invocation call) {
    Object identity = call.bound().value("Identity");
    exchange.guard(
        call,
        ExchangeIdentities.shown(identity),
        () -> {
          PolicyChange change =
              PolicyChange.to(exchange, PolicyFamily.MAILBOX, ExchangeIdentities.of(identity));
          if (call.shouldProcess(change.name(), NAME, consequences(call, change))) {
            apply(call, change);
          }
        });
  }

  /** Only of a purge is more to be said than that it would be done. */
  private static Consequences consequences(Invocation call, PolicyChange change) {
    return call.bound().set().equals(PURGE)
        ? Consequences.forGood(
            () ->
                PurgePreview.ofMailboxes(
                    change.exchange().rest().get(change.path() + PurgePreview.QUERY)))
        : Consequences.none();
  }

  private void apply(Invocation call, PolicyChange change) {
    Bound bound = call.bound();
    switch (bound.set()) {
      case REFRESH -> {
        requireSet(bound, "Refresh");
        change.edit(bound);
        change.refresh(call);
      }
      case REPLACE -> {
        requireSet(bound, "Replace");
        change.edit(bound);
        change.replace(call);
      }
      case PURGE -> {
        requireSet(bound, "PermanentDataPurgeRequested");
        change.edit(bound);
        exchange.rest().send("POST", change.path() + "/purge-request", purge(bound));
      }
      case OPERATOR_PURGE ->
          throw ShellProblem.stop(
              ShellProblem.unsupported(
                  "OperatorPurge",
                  "Only the tenant asks for a purge on this server: add"
                      + " -PermanentDataPurgeRequested and -PermanentDataPurgeContact."));
      default -> {
        if (!change.edit(bound)) {
          call.warning(ExchangeErrors.unchanged(change.name()));
        }
      }
    }
  }

  /** A switch that is there but off, as {@code -Refresh:$false}, asks for nothing. */
  static void requireSet(Bound bound, String name) {
    if (!bound.flag(name)) {
      throw ShellProblem.stop(
          ShellProblem.argument(
              "SwitchIsOff", "-%s is off; leave it out instead.".formatted(name)));
    }
  }

  private static ObjectNode purge(Bound bound) {
    return AnswerJson.object()
        .put("reason", bound.text("PermanentDataPurgeReason").orElse(""))
        .put("contact", bound.text("PermanentDataPurgeContact").orElse(""))
        .put("withoutVaults", bound.flag("Force"));
  }
}
