package dev.freehold.shell.exchange.policies;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeErrors;
import dev.freehold.shell.exchange.call.ExchangeIdentities;

/** Set-M365DataAtRestEncryptionPolicy: edits a policy, refreshes or replaces its keys. */
public final class SetTenantPolicyCmdlet {

  private static final String NAME = "Set-M365DataAtRestEncryptionPolicy";
  private static final String REFRESH = "RefreshKey";
  private static final String REPLACE = "ReplaceKey";

  private final ExchangeConnection exchange;

  public SetTenantPolicyCmdlet(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(NAME, "Changes a tenant-wide policy or rolls its keys.")
        .defaultSet("Default")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            ExchangeIdentities.parameter().byPropertyName().mandatory(),
            Parameter.text("Name"),
            Parameter.text("Description"),
            Parameter.of("Enabled", ArgumentTypes.BOOLEAN),
            Parameter.any("DomainController"),
            Parameter.flag("Refresh").in(REFRESH).mandatory(),
            Parameter.flag("Replace").in(REPLACE).mandatory(),
            PolicyKeys.parameter().in(REPLACE).mandatory(),
            Parameter.flag("Force").in("TenantAdminPurgeKeyRequest"))
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    Object identity = call.bound().value("Identity");
    exchange.guard(
        call,
        ExchangeIdentities.shown(identity),
        () -> {
          PolicyChange change =
              PolicyChange.to(exchange, PolicyFamily.TENANT, ExchangeIdentities.of(identity));
          if (call.shouldProcess(change.name(), NAME)) {
            apply(call, change);
          }
        });
  }

  private static void apply(Invocation call, PolicyChange change) {
    Bound bound = call.bound();
    switch (bound.set()) {
      case REFRESH -> {
        SetPolicyCmdlet.requireSet(bound, "Refresh");
        change.edit(bound);
        change.refresh(call);
      }
      case REPLACE -> {
        SetPolicyCmdlet.requireSet(bound, "Replace");
        change.edit(bound);
        change.replace(call);
      }
      default -> {
        if (!change.edit(bound)) {
          call.warning(ExchangeErrors.unchanged(change.name()));
        }
      }
    }
  }
}
