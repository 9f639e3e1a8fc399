package dev.freehold.shell.exchange.exo;

import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.exchange.call.ResultSize;
import dev.freehold.shell.exchange.recipients.AnyRecipientCmdlet;
import dev.freehold.shell.exchange.recipients.RecipientSearch;
import dev.freehold.shell.exchange.recipients.StatisticsCall;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.stream.Stream;

/** Get-EXOMailbox, Get-EXORecipient, Get-EXOCASMailbox and Get-EXOMailboxStatistics. */
public final class ExoCmdlets {

  private static final String BY_IDENTITY = "Identity";
  private static final String BY_ANR = "Anr";

  /** Kinds of mailboxes of which there is none here. */
  private static final List<String> OTHER_KINDS = List.of("InactiveMailboxOnly", "MailboxPlan");

  private final ExchangeConnection exchange;

  public ExoCmdlets(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  /** All of them, for those who may see how mail is administered. */
  public List<CmdletInfo> all() {
    return List.of(mailbox(), recipient(), protocols(), statistics());
  }

  private CmdletInfo mailbox() {
    return listing(
            "Get-EXOMailbox",
            "Shows one mailbox, or all that match, with the properties that are asked for.",
            PropertySet.ofMailboxes())
        .with(
            AnyRecipientCmdlet.recipientTypeDetails(),
            Parameter.flag("Archive"),
            Parameter.flag("InactiveMailboxOnly"),
            Parameter.flag("IncludeInactiveMailbox"),
            Parameter.flag("SoftDeletedMailbox"),
            Parameter.text("MailboxPlan"))
        .writes(CmdletTypes.EXO_MAILBOX)
        .does(
            () ->
                search(
                    RecipientSearch.of(exchange, RecipientType.MAILBOX), CmdletTypes.EXO_MAILBOX));
  }

  private CmdletInfo recipient() {
    return listing(
            "Get-EXORecipient",
            "Shows one recipient, or all that match, with the properties that are asked for.",
            PropertySet.ofRecipients())
        .with(
            AnyRecipientCmdlet.recipientType(),
            AnyRecipientCmdlet.recipientTypeDetails(),
            Parameter.flag("IncludeSoftDeletedRecipients"),
            Parameter.text("RecipientPreviewFilter"))
        .writes(CmdletTypes.EXO_RECIPIENT)
        .does(() -> search(RecipientSearch.ofAll(exchange), CmdletTypes.EXO_RECIPIENT));
  }

  private CmdletInfo protocols() {
    return listing(
            "Get-EXOCASMailbox",
            "Shows by which protocols mailboxes can be used.",
            PropertySet.ofProtocols())
        .with(Parameter.flag("ProtocolSettings"))
        .writes(CmdletTypes.EXO_CAS_MAILBOX)
        .does(() -> search(RecipientSearch.ofProtocols(exchange), CmdletTypes.EXO_CAS_MAILBOX));
  }

  private CmdletInfo.Builder listing(String name, String synopsis, Stream<PropertySet> sets) {
    return ExchangeConnection.cmdlet(name, synopsis)
        .defaultSet(BY_IDENTITY)
        .with(NamedMailbox.parameters(BY_IDENTITY))
        .with(
            Parameter.text("Anr").in(BY_ANR),
            Parameter.text("Filter"),
            ResultSize.parameter(),
            Parameter.any("OrganizationalUnit"))
        .with(ChosenProperties.parameters(sets));
  }

  private Cmdlet search(RecipientSearch search, String typeName) {
    ChosenProperties chosen = new ChosenProperties(typeName);
    return call -> {
      Bound bound = call.bound();
      if (OTHER_KINDS.stream().noneMatch(bound::flag)) {
        search.run(
            call, NamedMailbox.of(exchange, bound).orElse(null), object -> chosen.of(call, object));
      }
    };
  }

  private CmdletInfo statistics() {
    return ExchangeConnection.cmdlet(
            "Get-EXOMailboxStatistics",
            "Shows how large mailboxes are, with the properties that are asked for.")
        .with(NamedMailbox.parameters(BY_IDENTITY))
        .with(
            NamedMailbox.exchangeGuid(BY_IDENTITY),
            Parameter.of("DatabaseGuid", PsKind.GUID),
            Parameter.flag("Archive"),
            Parameter.flag("IncludeMoveHistory"),
            Parameter.flag("IncludeMoveReport"),
            Parameter.flag("IncludeSoftDeletedRecipients"),
            Parameter.flag("UseCustomRouting"))
        .with(ChosenProperties.parameters(PropertySet.ofStatistics()))
        .writes(CmdletTypes.EXO_MAILBOX_STATISTICS)
        .does(
            () -> {
              ChosenProperties chosen = new ChosenProperties(CmdletTypes.EXO_MAILBOX_STATISTICS);
              return new StatisticsCall(
                  exchange, bound -> NamedMailbox.required(exchange, bound), chosen::of);
            });
  }
}
