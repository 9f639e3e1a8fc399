package dev.freehold.shell.azure;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.AzureContext;
import dev.freehold.shell.azure.call.AzureFailure;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.AzureSubscription;
import dev.freehold.shell.azure.call.Declared;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Optional;

/** Cmdlets over who is signed in and over the subscription in use. */
final class ContextCmdlets {

  private static final String CONTEXT = "Context";
  private static final String SUBSCRIPTION = "Subscription";
  private static final String SUBSCRIPTION_OBJECT = "SubscriptionObject";
  private static final String TENANT = "Tenant";
  private static final String TENANT_OBJECT = "TenantObject";

  private ContextCmdlets() {}

  static List<CmdletInfo> all(AzureSession session) {
    return List.of(
        Declared.reading(Declared.ACCOUNTS, "Get-AzContext", "Shows who is signed in.")
            .alias("Get-AzureRmContext")
            .with(
                Parameter.text("Name").at(0),
                Parameter.flag("ListAvailable"),
                Parameter.flag("RefreshContextFromTokenCache"))
            .writes(CmdletTypes.AZURE_CONTEXT)
            .does(
                () ->
                    session.cmdlet(
                        call -> session.current().ifPresent(each -> call.write(each.toObject())))),
        Declared.changing(
                Declared.ACCOUNTS, "Set-AzContext", "Chooses the subscription of later cmdlets.")
            .alias(
                "Select-AzSubscription",
                "Set-AzureRmContext",
                "Select-AzureRmSubscription",
                "Select-AzContext")
            .defaultSet(CONTEXT)
            .with(
                Parameter.text("Subscription")
                    .alias("SubscriptionId", "SubscriptionName")
                    .in(SUBSCRIPTION)
                    .mandatory()
                    .at(0),
                Parameter.text("Tenant")
                    .alias("TenantId", "Domain")
                    .in(SUBSCRIPTION)
                    .in(TENANT)
                    .mandatory(),
                Declared.object("Context", CmdletTypes.AZURE_CONTEXT)
                    .in(CONTEXT)
                    .mandatory()
                    .at(0)
                    .byValue(),
                Parameter.any("TenantObject").in(TENANT_OBJECT).mandatory(),
                Declared.object(
                        "SubscriptionObject",
                        "Microsoft.Azure.Commands.Profile.Models.PSAzureSubscription")
                    .in(SUBSCRIPTION_OBJECT)
                    .mandatory()
                    .at(0)
                    .byValue(),
                Parameter.text("Name"),
                Parameter.flag("Force"),
                Parameter.text("Scope").valid(Validation.set("Process", "CurrentUser")))
            .writes(CmdletTypes.AZURE_CONTEXT)
            .does(() -> session.cmdlet(ContextCmdlets::set)),
        Declared.reading(Declared.ACCOUNTS, "Get-AzSubscription", "Shows the subscriptions.")
            .alias("Get-AzureRmSubscription")
            .with(
                Parameter.text("SubscriptionId").alias("Id").byPropertyName(),
                Parameter.text("SubscriptionName").alias("Name").byPropertyName(),
                Parameter.text("TenantId").byPropertyName())
            .does(() -> session.cmdlet(ContextCmdlets::subscriptions)),
        Declared.changing(Declared.ACCOUNTS, "Disconnect-AzAccount", "Signs out.")
            .alias("Logout-AzAccount", "Remove-AzAccount", "Logout-AzureRmAccount")
            .with(
                Parameter.text("Username").alias("Id").at(0),
                Parameter.any("InputObject").alias("AzureRmAccount").byValue(),
                Parameter.text("ContextName"),
                Parameter.text("Scope").valid(Validation.set("Process", "CurrentUser")))
            .does(() -> session.cmdlet(ContextCmdlets::disconnect)));
  }

  private static void set(AzureCall call) {
    AzureContext present = call.context();
    requireTenant(call, present);
    List<AzureSubscription> all = call.management().subscriptions();
    Optional<String> wanted = wanted(call);
    AzureSubscription chosen =
        wanted.isPresent()
            ? SubscriptionChoice.named(all, wanted.get())
            : present
                .subscription()
                .or(() -> all.stream().findFirst())
                .orElseThrow(
                    () ->
                        AzureFailure.missing(
                            "NoSubscription", "The account has no subscription here."));
    if (call.shouldProcess("subscription '%s'".formatted(chosen.name()), "Set the context to")) {
      AzureContext next = present.on(chosen, call.text("Name"));
      call.session().current(Optional.of(next));
      call.write(next.toObject());
    }
  }

  private static Optional<String> wanted(AzureCall call) {
    Object subscription = Members.get(call.bound().value("Context"), "Subscription");
    return call.text("Subscription")
        .or(() -> Optional.ofNullable(Members.get(subscription, "Id")).map(Text::of))
        .or(
            () ->
                Optional.ofNullable(Members.get(call.bound().value("SubscriptionObject"), "Id"))
                    .map(Text::of));
  }

  /** An account is of one tenant; another one needs another sign-in. */
  private static void requireTenant(AzureCall call, AzureContext present) {
    Optional<String> asked =
        call.text("Tenant")
            .or(
                () ->
                    Optional.ofNullable(Members.get(call.bound().value("TenantObject"), "Id"))
                        .map(Text::of));
    String tenant = present.account().tenantId().toString();
    if (asked.isPresent() && !asked.get().equalsIgnoreCase(tenant)) {
      throw AzureFailure.missing(
          "TenantNotFound",
          ("The account is of tenant '%s', not of '%s'. Please provide a valid tenant or a valid"
                  + " subscription, or sign in there with Connect-AzAccount -Tenant.")
              .formatted(tenant, asked.get()));
    }
  }

  private static void subscriptions(AzureCall call) {
    List<AzureSubscription> all = call.management().subscriptions();
    Optional<String> named = call.text("SubscriptionId", "SubscriptionName");
    if (named.isPresent()) {
      call.write(SubscriptionChoice.named(all, named.get()).toObject());
      return;
    }
    all.stream()
        .filter(each -> call.text("TenantId").map(each.tenantId()::equalsIgnoreCase).orElse(true))
        .forEach(each -> call.write(each.toObject()));
  }

  private static void disconnect(AzureCall call) {
    AzureContext present = call.context();
    Optional<String> named =
        call.text("Username")
            .or(
                () ->
                    Optional.ofNullable(Members.get(call.bound().value("InputObject"), "Id"))
                        .map(Text::of));
    if (named.isPresent() && !named.get().equalsIgnoreCase(present.account().name())) {
      throw AzureFailure.missing(
          "AccountNotFound", "'%s' is not signed in.".formatted(named.get()));
    }
    if (call.shouldProcess(present.account().name(), "log out")) {
      call.session().current(Optional.empty());
      call.write(present.accountObject());
    }
  }
}
