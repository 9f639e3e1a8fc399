package dev.freehold.shell.exchange.recipients;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.run.binding.Validation;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.exchange.call.ResultSize;
import java.util.List;
import java.util.function.UnaryOperator;

/** Get-Mailbox and Get-MailUser: show recipients. */
public final class GetRecipientCmdlet {

  /** What the original has besides ordinary mailboxes; here there are none of these. */
  private static final List<String> OTHER_KINDS =
      List.of("InactiveMailboxOnly", "PublicFolder", "GroupMailbox", "Migration", "MailboxPlan");

  private final RecipientType kind;
  private final RecipientSearch search;

  public GetRecipientCmdlet(ExchangeConnection exchange, RecipientType kind) {
    this.kind = kind;
    search = RecipientSearch.of(exchange, kind);
  }

  public CmdletInfo info() {
    CmdletInfo.Builder builder =
        ExchangeConnection.cmdlet("Get-" + kind.noun(), "Shows one recipient, or all that match.")
            .defaultSet("Identity")
            .with(
                identity(),
                Parameter.text("Anr").in("AnrSet"),
                Parameter.text("Filter"),
                ResultSize.parameter(),
                Parameter.text("SortBy"),
                Parameter.texts("RecipientTypeDetails")
                    .valid(Validation.set(details().toArray(String[]::new))),
                Parameter.any("OrganizationalUnit"),
                Parameter.any("DomainController"));
    switch (kind) {
      case MAILBOX ->
          builder.with(
              Parameter.text("MailboxPlan").in("MailboxPlanSet"),
              Parameter.flag("Archive"),
              Parameter.flag("InactiveMailboxOnly"),
              Parameter.flag("IncludeInactiveMailbox"),
              Parameter.flag(RecipientSearch.REMOVED_MAILBOX),
              Parameter.flag("PublicFolder"),
              Parameter.flag("GroupMailbox"),
              Parameter.flag("Migration"));
      case MAIL_USER -> builder.with(Parameter.flag(RecipientSearch.REMOVED_MAIL_USER));
    }
    return builder.writes(kind.typeName()).does(() -> this::process);
  }

  /** The published values; of most there is nothing here. */
  private List<String> details() {
    return switch (kind) {
      case MAILBOX ->
          List.of(
              "UserMailbox",
              "SharedMailbox",
              "RoomMailbox",
              "EquipmentMailbox",
              "DiscoveryMailbox",
              "GroupMailbox",
              "LegacyMailbox",
              "LinkedMailbox",
              "LinkedRoomMailbox",
              "SchedulingMailbox",
              "TeamMailbox");
      case MAIL_USER -> List.of("MailUser", "GuestMailUser");
    };
  }

  private static Parameter identity() {
    return Parameter.of("Identity", ExchangeIdentities.parameter().type())
        .in("Identity")
        .at(0)
        .byValue();
  }

  private void process(Invocation call) {
    Bound bound = call.bound();
    Object identity = bound.value("Identity");
    if (OTHER_KINDS.stream().anyMatch(bound::flag)) {
      return;
    }
    search.run(call, identity, UnaryOperator.identity());
  }
}
