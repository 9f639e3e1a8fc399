package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.shell.view.CmdletTypes;
import java.util.List;
import java.util.Locale;

/**
 * New-Mailbox: makes a mailbox; with a password, also the person who signs in to it. A shared one,
 * a room's or a thing's has nobody who signs in.
 */
public final class NewMailboxCmdlet {

  private static final String NAME = "New-Mailbox";
  private static final String USER = "User";
  private static final String SIGN_IN_NAME = "MicrosoftOnlineServicesID";

  /** Switches and parameter sets alike. */
  private static final List<String> SHARED_KINDS = List.of("Shared", "Room", "Equipment");

  private final ExchangeConnection exchange;

  public NewMailboxCmdlet(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo info() {
    CmdletInfo.Builder builder =
        ExchangeConnection.cmdlet(NAME, "Makes a mailbox, of a person or of several.")
            .defaultSet(USER)
            .confirms(ConfirmImpact.MEDIUM)
            .with(
                Parameter.text("Name").mandatory().at(0),
                Parameter.text(SIGN_IN_NAME).in(USER),
                Parameter.of("Password", PsKind.SECURE_STRING).in(USER),
                Parameter.of("ResetPasswordOnNextLogon", ArgumentTypes.BOOLEAN).in(USER),
                Parameter.text("PrimarySmtpAddress"),
                Parameter.text("Alias"),
                Parameter.text("DisplayName"),
                Parameter.text("FirstName"),
                Parameter.text("LastName"),
                Parameter.text("MailboxRegion"),
                Parameter.any("DomainController"));
    SHARED_KINDS.forEach(kind -> builder.with(Parameter.flag(kind).in(kind).mandatory()));
    return builder.writes(CmdletTypes.MAILBOX).does(() -> this::process);
  }

  private void process(Invocation call) {
    Bound bound = call.bound();
    String name = bound.text("Name").orElse("");
    NewPerson.refuseReset(bound);
    ObjectNode wanted = mailbox(bound, name);
    if (!call.shouldProcess(name, NAME)) {
      return;
    }
    exchange.guard(
        call,
        name,
        () -> {
          NewPerson.make(
              exchange,
              bound,
              bound.text(SIGN_IN_NAME).orElse(wanted.path("address").asText()),
              NewPerson.displayName(bound, name));
          call.write(
              new RecipientObjects(exchange, RecipientType.MAILBOX)
                  .of(exchange.rest().send("POST", RecipientPages.PATH, wanted)));
        });
  }

  private static ObjectNode mailbox(Bound bound, String name) {
    String address =
        bound
            .text("PrimarySmtpAddress")
            .or(() -> bound.text(SIGN_IN_NAME))
            .map(RecipientAddresses::withoutKind)
            .orElseThrow(
                () ->
                    ShellProblem.stop(
                        ShellProblem.argument(
                            "AddressMissing",
                            "Give -PrimarySmtpAddress: this server makes no address of an alias and"
                                + " a domain.")));
    ObjectNode wanted =
        AnswerJson.object()
            .put("name", name)
            .put("displayName", NewPerson.displayName(bound, name))
            .put("address", address);
    bound.text(SIGN_IN_NAME).ifPresent(text -> wanted.put("userPrincipalName", text));
    bound.text("Alias").ifPresent(text -> wanted.put("alias", text));
    bound.text("MailboxRegion").ifPresent(text -> wanted.put("mailboxRegion", text));
    SHARED_KINDS.stream()
        .filter(bound::flag)
        .forEach(kind -> wanted.put("mailboxType", kind.toLowerCase(Locale.ROOT)));
    return wanted;
  }
}
