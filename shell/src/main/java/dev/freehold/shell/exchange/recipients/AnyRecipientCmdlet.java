package dev.freehold.shell.exchange.recipients;

import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.ResultSize;
import dev.freehold.shell.view.CmdletTypes;
import java.util.function.UnaryOperator;

/** Get-Recipient: shows mailboxes and mail users together. */
public final class AnyRecipientCmdlet {

  private static final String BY_IDENTITY = "Identity";
  private static final String BY_ANR = "AnrSet";

  private final RecipientSearch search;

  public AnyRecipientCmdlet(ExchangeConnection exchange) {
    search = RecipientSearch.ofAll(exchange);
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            "Get-Recipient", "Shows one recipient, or all that match, whatever their kind.")
        .defaultSet(BY_IDENTITY)
        .with(
            Parameter.of("Identity", ExchangeIdentities.parameter().type())
                .in(BY_IDENTITY)
                .at(0)
                .byValue(),
            Parameter.text("Anr").in(BY_ANR),
            Parameter.text("Filter"),
            ResultSize.parameter(),
            Parameter.text("SortBy"),
            recipientType(),
            recipientTypeDetails(),
            Parameter.texts("Properties"),
            Parameter.text("PropertySet"),
            Parameter.flag("IncludeSoftDeletedRecipients"),
            Parameter.any("OrganizationalUnit"),
            Parameter.any("Database"),
            Parameter.text("RecipientPreviewFilter"),
            Parameter.text("BookmarkDisplayName"),
            Parameter.of("IncludeBookmarkObject", ArgumentTypes.BOOLEAN),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.RECIPIENT)
        .does(() -> this::process);
  }

  /** {@code -RecipientType} with the published words, of most of which there is nothing here. */
  public static Parameter recipientType() {
    return Parameter.texts("RecipientType")
        .valid(
            Validation.set(
                "UserMailbox",
                "MailUser",
                "MailContact",
                "DynamicDistributionGroup",
                "MailNonUniversalGroup",
                "MailUniversalDistributionGroup",
                "MailUniversalSecurityGroup",
                "PublicFolder"));
  }

  /** {@code -RecipientTypeDetails} with the published words for recipients of all kinds. */
  public static Parameter recipientTypeDetails() {
    return Parameter.texts("RecipientTypeDetails")
        .valid(
            Validation.set(
                "UserMailbox",
                "SharedMailbox",
                "RoomMailbox",
                "EquipmentMailbox",
                "MailUser",
                "GuestMailUser",
                "DiscoveryMailbox",
                "DynamicDistributionGroup",
                "GroupMailbox",
                "LegacyMailbox",
                "LinkedMailbox",
                "LinkedRoomMailbox",
                "MailContact",
                "MailForestContact",
                "MailNonUniversalGroup",
                "MailUniversalDistributionGroup",
                "MailUniversalSecurityGroup",
                "PublicFolder",
                "PublicFolderMailbox",
                "RemoteEquipmentMailbox",
                "RemoteRoomMailbox",
                "RemoteSharedMailbox",
                "RemoteTeamMailbox",
                "RemoteUserMailbox",
                "RoomList",
                "SchedulingMailbox",
                "SharedWithMailUser",
                "TeamMailbox"));
  }

  private void process(Invocation call) {
    search.run(call, call.bound().value("Identity"), UnaryOperator.identity());
  }
}
