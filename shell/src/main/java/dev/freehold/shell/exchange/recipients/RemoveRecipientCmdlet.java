package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.RemoteErrors;
import dev.freehold.shell.service.ShellProblem;

/**
 * Remove-Mailbox and Remove-MailUser: remove a recipient, which can be recovered for 30 days, or
 * destroy one that was removed.
 */
public final class RemoveRecipientCmdlet {

  private static final String FOR_GOOD = "PermanentlyDelete";

  private final ExchangeConnection exchange;
  private final RecipientType kind;
  private final String name;

  public RemoveRecipientCmdlet(ExchangeConnection exchange, RecipientType kind) {
    this.exchange = exchange;
    this.kind = kind;
    this.name = "Remove-" + kind.noun();
  }

  public CmdletInfo info() {
    return ExchangeConnection.cmdlet(
            name, "Removes a recipient; for 30 days Undo-SoftDeletedMailbox brings it back.")
        .confirms(ConfirmImpact.HIGH)
        .with(
            ExchangeIdentities.parameter().mandatory().byPropertyName(),
            Parameter.flag(FOR_GOOD),
            Parameter.flag("Force"),
            Parameter.any("DomainController"))
        .does(() -> this::process);
  }

  private void process(Invocation call) {
    Object identity = call.bound().value("Identity");
    String shown = ExchangeIdentities.shown(identity);
    boolean isForGood = call.bound().flag(FOR_GOOD);
    if (!call.shouldProcess(shown, isForGood ? "Destroy for good" : name)) {
      return;
    }
    String asked = ExchangeIdentities.of(identity);
    exchange.guard(
        call,
        shown,
        () -> {
          if (isForGood) {
            destroy(call, asked, shown);
          } else {
            delete(
                call, RecipientPages.PATH, exchange.rest().get(RecipientPages.path(asked)), shown);
          }
        });
  }

  /** Not at once: a mailbox that people use is removed first, by a command of its own. */
  private void destroy(Invocation call, String asked, String shown) {
    JsonNode view;
    try {
      view = exchange.rest().get(RecipientPages.removedPath(asked));
    } catch (RemoteException refused) {
      if (!RemoteErrors.isNotFound(refused)) {
        throw refused;
      }
      exchange.rest().get(RecipientPages.path(asked));
      call.error(
          ShellProblem.argument(
              "RecipientNotSoftDeleted",
              "\"%s\" is not soft-deleted. Remove it first, without -%s; then it can be destroyed."
                  .formatted(shown, FOR_GOOD)));
      return;
    }
    delete(call, RecipientPages.REMOVED, view, shown);
  }

  private void delete(Invocation call, String place, JsonNode view, String shown) {
    if (RecipientPages.isOfKind(kind, view)) {
      String id = AnswerJson.text(view, "id").orElse("");
      exchange.rest().send("DELETE", place + "/" + id, null);
    } else {
      call.error(exchange.errors().notFound(shown));
    }
  }
}
