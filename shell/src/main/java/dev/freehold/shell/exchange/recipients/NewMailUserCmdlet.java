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
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import java.util.Optional;

/**
 * New-MailUser: makes a recipient whose mail is elsewhere; with a password, also a person who can
 * sign in.
 */
public final class NewMailUserCmdlet {

  private static final String NAME = "New-MailUser";
  private static final String EXTERNAL = "DefaultParameterSet";
  private static final String CLOUD = "MicrosoftOnlineServicesID";

  private final ExchangeConnection exchange;

  public NewMailUserCmdlet(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            NAME, "Makes a recipient whose mail is elsewhere or still to come.")
        .defaultSet(EXTERNAL)
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.text("Name").mandatory().at(0),
            Parameter.text("ExternalEmailAddress").in(EXTERNAL).mandatory().in(CLOUD),
            Parameter.text("MicrosoftOnlineServicesID").in(CLOUD).mandatory(),
            Parameter.of("Password", PsKind.SECURE_STRING).in(CLOUD).mandatory(),
            Parameter.of("ResetPasswordOnNextLogon", ArgumentTypes.BOOLEAN).in(CLOUD),
            Parameter.text("DisplayName"),
            Parameter.text("FirstName"),
            Parameter.text("LastName"),
            Parameter.text("Alias"),
            Parameter.text("PrimarySmtpAddress"),
            Parameter.text("MailboxRegion"),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.MAIL_USER)
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    Bound bound = call.bound();
    String name = bound.text("Name").orElse("");
    NewPerson.refuseReset(bound);
    if (!call.shouldProcess(name, NAME)) {
      return;
    }
    exchange.guard(
        call,
        name,
        () -> {
          NewPerson.make(
              exchange, bound, bound.text(CLOUD).orElse(""), NewPerson.displayName(bound, name));
          call.write(
              new RecipientObjects(exchange, RecipientType.MAIL_USER)
                  .of(exchange.rest().send("POST", "/api/v1/mail-users", recipient(bound, name))));
        });
  }

  private static ObjectNode recipient(Bound bound, String name) {
    Optional<String> external =
        bound.text("ExternalEmailAddress").map(RecipientAddresses::withoutKind);
    String address =
        bound.text("PrimarySmtpAddress").or(() -> bound.text(CLOUD)).or(() -> external).orElse("");
    ObjectNode wanted =
        AnswerJson.object()
            .put("name", name)
            .put("displayName", NewPerson.displayName(bound, name))
            .put("address", address);
    bound.text("Alias").ifPresent(text -> wanted.put("alias", text));
    external.ifPresent(text -> wanted.put("externalEmailAddress", text));
    bound.text("MailboxRegion").ifPresent(text -> wanted.put("mailboxRegion", text));
    return wanted;
  }
}
