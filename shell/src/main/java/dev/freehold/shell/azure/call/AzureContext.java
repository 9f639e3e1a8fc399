package dev.freehold.shell.azure.call;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.view.CmdletTypes;
import java.util.Optional;

/**
 * The account and subscription of the Az cmdlets.
 *
 * @param subscription empty if the account has none
 */
public record AzureContext(
    Account account, Optional<AzureSubscription> subscription, Optional<String> label) {

  public AzureContext on(AzureSubscription other, Optional<String> newLabel) {
    return new AzureContext(account, Optional.of(other), newLabel);
  }

  private String name() {
    return label.orElseGet(
        () ->
            subscription.map(each -> "%s (%s) - ".formatted(each.name(), each.id())).orElse("")
                + "%s - %s".formatted(account.tenantId(), account.name()));
  }

  private String type() {
    return account.name().contains("@") ? "User" : "ServicePrincipal";
  }

  public PsObject accountObject() {
    return PsObject.ofType("Microsoft.Azure.Commands.Profile.Models.PSAzureRmAccount")
        .with("Id", account.name())
        .with("Type", type())
        .with("Tenants", account.tenantId().toString())
        .withText(account.name());
  }

  public PsObject toObject() {
    String tenant = account.tenantId().toString();
    return PsObject.ofType(CmdletTypes.AZURE_CONTEXT)
        .with("Name", name())
        .with("Account", accountObject())
        .with("SubscriptionName", subscription.map(AzureSubscription::name).orElse(null))
        .with("Environment", Environments.toObject(account.server()))
        .with("TenantId", tenant)
        .with("Subscription", subscription.map(AzureSubscription::toObject).orElse(null))
        .with(
            "Tenant",
            PsObject.ofType("Microsoft.Azure.Commands.Profile.Models.PSAzureTenant")
                .with("Id", tenant)
                .with("TenantId", tenant)
                .withText(tenant))
        .withText(name());
  }

  public PsObject toProfile() {
    return PsObject.ofType(CmdletTypes.AZURE_PROFILE)
        .with("Context", toObject())
        .with("Account", account.name())
        .with("SubscriptionName", subscription.map(AzureSubscription::name).orElse(null))
        .with("TenantId", account.tenantId().toString())
        .with("Environment", account.server().name());
  }
}
