package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.run.binding.ArgumentTypes;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.ConfirmImpact;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.exchange.call.ResultSize;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.ShellProblem;
import dev.freehold.shell.view.CmdletTypes;
import java.util.Optional;

/**
 * New-MoveRequest, Get-MoveRequest and Get-MoveRequestStatistics: move mailboxes and show the
 * progress.
 */
public final class MoveRequestCmdlets {

  private static final String NEW = "New-MoveRequest";
  private static final String REMOVE = "Remove-MoveRequest";
  private static final String LOCAL = "MigrationLocal";
  private static final String REMOTE = "MigrationRemote";
  private static final String OUTBOUND = "MigrationOutbound";

  private static final String[] STATES = {
    "None",
    "Queued",
    "InProgress",
    "AutoSuspended",
    "CompletionInProgress",
    "Synced",
    "Completed",
    "CompletedWithWarning",
    "Suspended",
    "Failed"
  };

  private final ExchangeConnection exchange;
  private final MoveJobs jobs;

  public MoveRequestCmdlets(ExchangeConnection exchange) {
    this.exchange = exchange;
    jobs = new MoveJobs(exchange);
  }

  public CmdletInfo start() {
    return ExchangeConnection.cmdlet(
            NEW, "Starts moving a mailbox under the policy assigned to it.")
        .defaultSet(LOCAL)
        .confirms(ConfirmImpact.MEDIUM)
        .with(
            ExchangeIdentities.parameter().mandatory(),
            Parameter.flag("Remote").in(REMOTE).mandatory(),
            Parameter.flag("Outbound").in(OUTBOUND).mandatory(),
            Parameter.text("RemoteHostName").in(REMOTE, OUTBOUND).mandatory(),
            Parameter.any("RemoteCredential").in(REMOTE, OUTBOUND),
            Parameter.text("TargetDeliveryDomain").in(REMOTE, OUTBOUND).mandatory(),
            Parameter.text("BatchName"),
            Parameter.flag("SuspendWhenReadyToComplete"),
            Parameter.of("CompleteAfter", PsKind.DATE),
            Parameter.of("StartAfter", PsKind.DATE),
            Parameter.text("TargetDatabase"),
            Parameter.any("BadItemLimit"),
            Parameter.any("LargeItemLimit"),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.MOVE_REQUEST)
        .does(() -> this::start);
  }

  private void start(Invocation call) {
    if (!call.bound().set().equals(LOCAL)) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "RemoteMoveNotSupported",
              "This server brings mail from elsewhere by IMAP: use New-MigrationEndpoint and"
                  + " New-MigrationBatch."));
    }
    refuse(call, "SuspendWhenReadyToComplete", "CompleteAfter", "StartAfter");
    if (call.bound().has("TargetDatabase")) {
      call.warning("-TargetDatabase has no effect here: mailboxes are in no databases.");
    }
    Object identity = call.bound().value("Identity");
    String shown = ExchangeIdentities.shown(identity);
    if (!call.shouldProcess(shown, NEW)) {
      return;
    }
    exchange.guard(
        call,
        shown,
        () -> {
          JsonNode view = exchange.rest().get(RecipientPages.path(ExchangeIdentities.of(identity)));
          String path = RecipientPages.path(AnswerJson.text(view, "id").orElse("")) + "/move";
          JsonNode job = exchange.rest().send("POST", path, AnswerJson.object());
          call.write(
              new MoveObjects(
                      exchange,
                      AnswerJson.guid(view, "id"),
                      AnswerJson.text(view, "displayName").orElse(""),
                      job)
                  .request());
        });
  }

  /** A move here begins at once and is done when it is done. */
  private static void refuse(Invocation call, String... names) {
    for (String name : names) {
      if (call.bound().has(name)) {
        throw ShellProblem.stop(
            ShellProblem.unsupported(
                "MoveOptionNotSupported",
                "A move begins at once here and ends by itself. Leave -%s out.".formatted(name)));
      }
    }
  }

  public CmdletInfo get() {
    return ExchangeConnection.cmdlet("Get-MoveRequest", "Shows the newest move of each mailbox.")
        .with(
            ExchangeIdentities.parameter(),
            Parameter.of(
                "MoveStatus",
                ArgumentTypes.choice(
                    "Microsoft.Exchange.Data.Directory.Recipient.RequestStatus", STATES)),
            Parameter.text("BatchName"),
            ResultSize.parameter(),
            Parameter.any("Flags"),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.MOVE_REQUEST)
        .does(() -> this::get);
  }

  private void get(Invocation call) {
    Object identity = call.bound().value("Identity");
    String asked = ExchangeIdentities.of(identity);
    Optional<String> status = call.bound().text("MoveStatus");
    long limit = ResultSize.of(call.bound());
    if (call.bound().text("BatchName").filter(text -> !text.isEmpty()).isPresent()) {
      // Moves are in no batches here, so that none is in the one that is named.
      return;
    }
    exchange.guard(
        call,
        ExchangeIdentities.shown(identity),
        () ->
            (asked.isEmpty() ? jobs.all() : jobs.of(asked).stream().toList())
                .stream()
                    .filter(move -> status.isEmpty() || status.get().equals(move.status()))
                    .limit(limit)
                    .forEach(move -> call.write(move.request())));
  }

  /** Remove-MoveRequest. */
  public CmdletInfo remove() {
    return ExchangeConnection.cmdlet(REMOVE, "Cancels the move of a mailbox that has not ended.")
        .confirms(ConfirmImpact.HIGH)
        .with(
            ExchangeIdentities.parameter().mandatory(),
            Parameter.flag("Force"),
            Parameter.any("DomainController"))
        .does(() -> this::remove);
  }

  private void remove(Invocation call) {
    Object identity = call.bound().value("Identity");
    String shown = ExchangeIdentities.shown(identity);
    exchange.guard(
        call,
        shown,
        () ->
            jobs.of(ExchangeIdentities.of(identity))
                .ifPresentOrElse(
                    move -> remove(call, move, shown),
                    () -> call.error(exchange.errors().notFound(shown))));
  }

  private void remove(Invocation call, MoveObjects move, String shown) {
    if (!call.shouldProcess(shown, REMOVE)) {
      return;
    }
    if (move.isOver()) {
      call.warning(
          "The move of '%s' has ended. Ended moves are history, which nobody can remove."
              .formatted(shown));
    } else {
      jobs.cancel(move);
    }
  }

  public CmdletInfo statistics() {
    return ExchangeConnection.cmdlet(
            "Get-MoveRequestStatistics", "Shows the progress of a mailbox's move.")
        .with(
            ExchangeIdentities.parameter().mandatory(),
            Parameter.flag("IncludeReport"),
            Parameter.any("DiagnosticInfo"),
            Parameter.any("DomainController"))
        .writes(CmdletTypes.MOVE_REQUEST_STATISTICS)
        .does(() -> this::statistics);
  }

  private void statistics(Invocation call) {
    Object identity = call.bound().value("Identity");
    String shown = ExchangeIdentities.shown(identity);
    exchange.guard(
        call,
        shown,
        () ->
            jobs.of(ExchangeIdentities.of(identity))
                .ifPresentOrElse(
                    move -> call.write(move.statistics(jobs.statistics(move.mailbox()))),
                    () -> call.error(exchange.errors().notFound(shown))));
  }
}
