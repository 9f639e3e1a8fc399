package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Batch;
import dev.freehold.shell.service.ShellProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One call of a cmdlet for statistics: piped mailboxes are asked for together. */
public final class StatisticsCall implements Cmdlet {

  private record Named(UUID guid, String shown) {}

  private final ExchangeConnection exchange;
  private final Function<Bound, Object> identities;
  private final BiFunction<Invocation, PsObject, PsObject> shown;
  private Batch<Named> batch;

  /**
   * A call.
   *
   * @param identities what names a mailbox, of the parameters
   * @param shown makes what is written of the whole object
   */
  public StatisticsCall(
      ExchangeConnection exchange,
      Function<Bound, Object> identities,
      BiFunction<Invocation, PsObject, PsObject> shown) {
    this.exchange = exchange;
    this.identities = identities;
    this.shown = shown;
  }

  @Override
  public void begin(Invocation call) {
    if (call.bound().flag("Archive")) {
      throw ShellProblem.stop(
          ShellProblem.unsupported(
              "ArchivesNotSupported",
              "Mailboxes have no archive of their own on this server. Leave -Archive out."));
    }
    batch = new Batch<>(exchange.host()::nanoTime, many -> many(call, many));
  }

  @Override
  public void process(Invocation call) {
    Object identity = identities.apply(call.bound());
    String name = ExchangeIdentities.shown(identity);
    Optional<UUID> guid = ExchangeIdentities.guid(identity);
    if (guid.isPresent()) {
      batch.add(new Named(guid.get(), name));
      return;
    }
    batch.flush();
    exchange.guard(
        call,
        name,
        () ->
            write(
                call,
                exchange
                    .rest()
                    .get(RecipientPages.path(ExchangeIdentities.of(identity)) + "/statistics")));
  }

  @Override
  public void end(Invocation call) {
    batch.flush();
  }

  private void many(Invocation call, List<Named> mailboxes) {
    ObjectNode body = AnswerJson.object();
    ArrayNode ids = body.putArray("ids");
    mailboxes.forEach(each -> ids.add(each.guid().toString()));
    exchange.guard(
        call,
        "",
        () ->
            write(
                call, mailboxes, exchange.rest().send("POST", "/api/v1/mailbox-statistics", body)));
  }

  /** In the order in which they came; those that are gone by now are errors. */
  private void write(Invocation call, List<Named> mailboxes, JsonNode answer) {
    Map<UUID, JsonNode> found = new HashMap<>();
    AnswerJson.list(answer, "statistics")
        .forEach(each -> found.put(AnswerJson.guid(each, "mailboxGuid"), each));
    for (Named mailbox : mailboxes) {
      JsonNode view = found.get(mailbox.guid());
      if (view == null) {
        call.error(exchange.errors().notFound(mailbox.shown()));
      } else {
        write(call, view);
      }
    }
  }

  private void write(Invocation call, JsonNode view) {
    boolean wantsMoves =
        call.bound().flag("IncludeMoveHistory") || call.bound().flag("IncludeMoveReport");
    PsObject whole =
        StatisticsObjects.of(
            exchange, view, wantsMoves ? new MoveJobs(exchange).history(view) : null);
    call.write(shown.apply(call, whole));
  }
}
