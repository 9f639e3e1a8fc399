package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import java.util.Optional;

/** Undo-SoftDeletedMailbox: brings a removed mailbox back. */
public final class UndoRemovalCmdlet {

  private static final String NAME = "Undo-SoftDeletedMailbox";
  private static final String OBJECT = "SoftDeletedObject";
  private static final String NEW_NAME = "WindowsLiveID";
  private static final String SAME = "MicrosoftOnlineServicesID";

  private final ExchangeConnection exchange;

  public UndoRemovalCmdlet(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(NAME, "Brings a mailbox back that was removed.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            Parameter.of(OBJECT, ExchangeIdentities.parameter().type()).at(0).byValue().mandatory(),
            Parameter.text("DisplayName"),
            Parameter.text("Name"),
            Parameter.text(NEW_NAME),
            Parameter.text(SAME),
            Parameter.of("Password", PsKind.SECURE_STRING),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.MAILBOX)
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    Bound bound = call.bound();
    Object identity = bound.value(OBJECT);
    String shown = ExchangeIdentities.shown(identity);
    if (!call.shouldProcess(shown, NAME)) {
      return;
    }
    exchange.guard(
        call,
        shown,
        () -> {
          JsonNode removed =
              exchange.rest().get(RecipientPages.removedPath(ExchangeIdentities.of(identity)));
          if (!RecipientPages.isOfKind(RecipientType.MAILBOX, removed)) {
            call.error(exchange.errors().notFound(shown));
            return;
          }
          JsonNode back =
              exchange
                  .rest()
                  .send(
                      "POST",
                      RecipientPages.removedPath(AnswerJson.text(removed, "id").orElse(""))
                          + "/recover",
                      names(bound));
          NewPerson.make(
              exchange,
              bound,
              AnswerJson.text(back, "userPrincipalName").orElse(""),
              AnswerJson.text(back, "displayName").orElse(""));
          call.write(new RecipientObjects(exchange, RecipientType.MAILBOX).of(back));
        });
  }

  private static ObjectNode names(Bound bound) {
    ObjectNode names = AnswerJson.object();
    Optional<String> address = bound.text(NEW_NAME).or(() -> bound.text(SAME));
    address.ifPresent(text -> names.put("address", text));
    bound.text("Name").ifPresent(text -> names.put("name", text));
    bound.text("DisplayName").ifPresent(text -> names.put("displayName", text));
    return names;
  }
}
