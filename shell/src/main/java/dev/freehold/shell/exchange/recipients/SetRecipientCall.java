package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Cmdlet;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.ExchangeErrors;
import dev.freehold.shell.exchange.call.ExchangeIdentities;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.exchange.call.RecipientType;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.Batch;
import dev.freehold.shell.service.RemoteErrors;
import java.util.Optional;
import java.util.UUID;

/** One call of a Set cmdlet for recipients. */
final class SetRecipientCall implements Cmdlet {

  private final ExchangeConnection exchange;
  private final RecipientType kind;
  private final String name;
  private PolicyOrders orders;
  private Batch<PolicyOrders.Named> batch;

  SetRecipientCall(ExchangeConnection exchange, RecipientType kind, String name) {
    this.exchange = exchange;
    this.kind = kind;
    this.name = name;
  }

  @Override
  public void begin(Invocation call) {
    NotInEffect.refuse(call.bound());
    MailboxQuotas.warn(call);
    orders =
        new PolicyOrders(
            exchange, ExchangeIdentities.of(call.bound().value(SetRecipientCmdlet.POLICY)));
    batch = new Batch<>(exchange.host()::nanoTime, many -> orders.many(call, many));
  }

  @Override
  public void process(Invocation call) {
    Object identity = call.bound().value("Identity");
    String shown = ExchangeIdentities.shown(identity);
    if (!call.shouldProcess(shown, name)) {
      return;
    }
    if (identity instanceof PsObject object
        && object.typeName().equals(kind.typeName())
        && SetRecipientCmdlet.isOfPolicyAlone(call.bound())) {
      addToBatch(call, object, shown);
    } else {
      RemoteErrors.guard(
          call,
          refusal -> orders.error(refusal, shown),
          () -> change(call, ExchangeIdentities.of(identity), shown));
    }
  }

  @Override
  public void end(Invocation call) {
    batch.flush();
  }

  private void addToBatch(Invocation call, PsObject recipient, String shown) {
    if (orders.isAlready(Text.of(recipient.get(SetRecipientCmdlet.POLICY)), "")) {
      call.warning(ExchangeErrors.unchanged(shown));
      return;
    }
    batch.add(new PolicyOrders.Named(ExchangeIdentities.guid(recipient).orElseThrow(), shown));
  }

  private void change(Invocation call, String identity, String shown) {
    Bound bound = call.bound();
    JsonNode view = exchange.rest().get(RecipientPages.path(identity));
    if (!AnswerJson.text(view, "recipientKind").orElse("").equals(kind.wire())) {
      call.error(exchange.errors().otherKind(shown, kind));
      return;
    }
    UUID guid = AnswerJson.guid(view, "id");
    boolean changed = edit(bound, view, guid);
    changed |= LitigationHold.change(exchange, bound, view, guid);
    if (bound.has(SetRecipientCmdlet.POLICY) && !isAlready(view)) {
      orders.one(call, guid, shown);
      changed = true;
    }
    if (!changed) {
      call.warning(ExchangeErrors.unchanged(shown));
    }
  }

  private boolean edit(Bound bound, JsonNode view, UUID guid) {
    ObjectNode wanted = DirectoryEdit.of(bound, view);
    MailboxQuotas.add(bound, wanted);
    return !wanted.isEmpty()
        && AnswerJson.flag(
            exchange.rest().send("PATCH", RecipientPages.path(guid.toString()), wanted), "changed");
  }

  private boolean isAlready(JsonNode view) {
    Optional<String> name = AnswerJson.text(view, "policyName");
    return orders.isAlready(name.orElse(""), AnswerJson.text(view, "policyId").orElse(""));
  }
}
