package dev.freehold.shell.exchange.recipients;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.shell.exchange.call.AwaitedApproval;
import dev.freehold.shell.exchange.call.ExchangeConnection;
import dev.freehold.shell.exchange.call.RecipientPages;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.service.AnswerJson;
import dev.freehold.shell.service.RemoteErrors;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Puts recipients under a policy, one alone or many at once. */
final class PolicyOrders {

  /**
   * A recipient.
   *
   * @param shown what an error calls it
   */
  record Named(UUID guid, String shown) {}

  private final ExchangeConnection exchange;
  private final String policy;

  /**
   * Orders for one policy.
   *
   * @param policy its identity; empty to take the recipients' own policy away
   */
  PolicyOrders(ExchangeConnection exchange, String policy) {
    this.exchange = exchange;
    this.policy = policy;
  }

  /** Tells whether a policy of this name is the one that is ordered. */
  boolean isAlready(String name, String guid) {
    if (policy.isEmpty() || name.isEmpty()) {
      return policy.isEmpty() && name.isEmpty();
    }
    return policy.equalsIgnoreCase(name)
        || policy.equalsIgnoreCase(guid)
        || fold(policy).startsWith("cn=" + fold(name) + ",");
  }

  /** Orders for one. */
  void one(Invocation call, UUID guid, String shown) {
    AwaitedApproval.warn(
        call,
        exchange.rest().send("PUT", RecipientPages.path(guid.toString()) + "/policy", body()),
        shown);
  }

  /** Orders for many; if that is refused because of one of them, for each by itself. */
  void many(Invocation call, List<Named> recipients) {
    ObjectNode body = body();
    ArrayNode mailboxes = body.putArray("mailboxes");
    recipients.forEach(each -> mailboxes.add(each.guid().toString()));
    RemoteErrors.guard(
        call,
        refusal -> error(refusal, ""),
        () -> {
          try {
            AwaitedApproval.warn(
                call,
                exchange.rest().send("POST", RecipientPages.PATH + "/policy", body),
                "%d recipients".formatted(recipients.size()));
          } catch (RemoteException e) {
            if (!isOfOneRecipient(e)) {
              throw e;
            }
            recipients.forEach(each -> alone(call, each));
          }
        });
  }

  private void alone(Invocation call, Named recipient) {
    RemoteErrors.guard(
        call,
        refusal -> error(refusal, recipient.shown()),
        () -> one(call, recipient.guid(), recipient.shown()));
  }

  /** The error of a refusal: it may be the policy that is not there. */
  ShellError error(RemoteException refusal, String recipient) {
    return exchange.errors().of(refusal, isOfPolicy(refusal) ? policy : recipient);
  }

  private static boolean isOfPolicy(RemoteException refusal) {
    return refusal.code().startsWith("policy-");
  }

  /** A policy whose purge was requested keeps those recipients that are under it. */
  private static boolean isOfOneRecipient(RemoteException refusal) {
    return refusal.kind() == RemoteException.Kind.REFUSED
        && (refusal.code().equals("policy-purge-requested") || !isOfPolicy(refusal));
  }

  private ObjectNode body() {
    return AnswerJson.object().put("policy", policy.isEmpty() ? null : policy);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
