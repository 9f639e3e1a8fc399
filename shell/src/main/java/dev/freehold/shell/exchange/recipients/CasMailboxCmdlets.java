package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeErrors;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.ObjectBase;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.exchange.call.ResultSize;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.view.CmdletTypes;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Get-CASMailbox and Set-CASMailbox: show and change by which protocols a mailbox is used. Of the
 * original's protocols this server has IMAP.
 */
public final class CasMailboxCmdlets {

  private static final String SET = "Set-CASMailbox";
  private static final String IMAP = "ImapEnabled";
  private static final String WIRE_IMAP = "imapEnabled";

  private final ExchangeConnection exchange;

  public CasMailboxCmdlets(ExchangeConnection exchange) {
    this.exchange = exchange;
  }

  public CmdletInfo get() {
    return ExchangeConnection.cmdlet(
            "Get-CASMailbox", "Shows by which protocols mailboxes can be used.")
        .with(
            ExchangeIdentities.parameter(),
            ResultSize.parameter(),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.CAS_MAILBOX)
        .does(
            () -> {
              RecipientSearch search = RecipientSearch.ofProtocols(exchange);
              return call ->
                  search.run(call, call.bound().value("Identity"), UnaryOperator.identity());
            });
  }

  public CmdletInfo set() {
    return ExchangeConnection.cmdlet(SET, "Changes by which protocols a mailbox can be used.")
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            ExchangeIdentities.parameter().mandatory().byPropertyName(),
            Parameter.of(IMAP, ArgumentTypes.BOOLEAN),
            Parameter.any("DomainController"))
        .does(() -> this::set);
  }

  private void set(Invocation call) {
    Object identity = call.bound().value("Identity");
    String shown = ExchangeIdentities.shown(identity);
    if (call.shouldProcess(shown, SET)) {
      exchange.guard(
          call, shown, () -> mailbox(call, identity).ifPresent(view -> change(call, view, shown)));
    }
  }

  private void change(Invocation call, JsonNode view, String shown) {
    ObjectNode wanted = AnswerJson.object();
    if (call.bound().value(IMAP) instanceof Boolean imap) {
      wanted.put(WIRE_IMAP, imap);
    }
    String path = RecipientPages.path(AnswerJson.text(view, "id").orElse(""));
    if (wanted.isEmpty()
        || !AnswerJson.flag(exchange.rest().send("PATCH", path, wanted), "changed")) {
      call.warning(ExchangeErrors.unchanged(shown));
    }
  }

  /** The server's view; a mail user is answered like nobody. */
  private Optional<JsonNode> mailbox(Invocation call, Object identity) {
    JsonNode view = exchange.rest().get(RecipientPages.path(ExchangeIdentities.of(identity)));
    if (AnswerJson.text(view, "recipientKind")
        .filter(RecipientType.MAILBOX.wire()::equals)
        .isEmpty()) {
      call.error(exchange.errors().notFound(ExchangeIdentities.shown(identity)));
      return Optional.empty();
    }
    return Optional.of(view);
  }

  /** The object of the server's view; what the server does not speak is off. */
  static PsObject object(ExchangeConnection exchange, JsonNode view) {
    String name =
        AnswerJson.text(view, "name").or(() -> AnswerJson.text(view, "displayName")).orElse("");
    PsObject object =
        PsObject.ofType(CmdletTypes.CAS_MAILBOX)
            .with("Name", name)
            .with("DisplayName", AnswerJson.text(view, "displayName").orElse(""))
            .with("Identity", name)
            .with("PrimarySmtpAddress", AnswerJson.text(view, "address").orElse(""))
            .with("EmailAddresses", AnswerJson.texts(view, "emailAddresses"))
            .with("ActiveSyncEnabled", false)
            .with("OWAEnabled", false)
            .with("ECPEnabled", false)
            .with("EwsEnabled", false)
            .with("PopEnabled", false)
            .with(IMAP, AnswerJson.flag(view, WIRE_IMAP))
            .with("MapiEnabled", false)
            .with("Guid", AnswerJson.guid(view, "id"));
    return ObjectBase.add(object, exchange, view, name);
  }
}
