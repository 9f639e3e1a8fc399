package dev.freehold.server.features.mailboxes;

import dev.freehold.mail.mailboxes.MailboxQuota;
import dev.freehold.mail.mailboxes.MailboxRemoval;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.mail.mailboxes.RecoveredNames;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.owners.OwnerStates;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Mailboxes and mail users that are removed, recovered and destroyed. */
final class RemovedMailboxesApi {

  private final Mailboxes mailboxes;
  private final MailboxRemoval removal;
  private final OwnerStates states;
  private final MailboxQuota ofServer;

  RemovedMailboxesApi(
      Mailboxes mailboxes, MailboxRemoval removal, OwnerStates states, MailboxQuota ofServer) {
    this.mailboxes = mailboxes;
    this.removal = removal;
    this.states = states;
    this.ofServer = ofServer;
  }

  /** {@code DELETE /api/v1/mailboxes/{mailbox}}: it can be recovered for 30 days. */
  void remove(Exchange exchange) {
    UUID tenantId = exchange.caller().tenantId();
    UUID id = mailboxes.require(tenantId, exchange.path("mailbox")).id();
    removal.remove(tenantId, id, exchange.actor());
    exchange.reply(204);
  }

  /** {@code GET /api/v1/removed-mailboxes?after=GUID&max=N}: those that can be recovered. */
  void list(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    List<Recipients.Assigned> page =
        removal.list(
            tenantId,
            exchange.query("after").orElse(""),
            (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS));
    exchange.reply(
        200,
        MailboxViews.Page.of(
            page,
            states.of(tenantId, page.stream().map(one -> one.recipient().id()).toList()),
            ofServer));
  }

  /** {@code GET /api/v1/removed-mailboxes/{mailbox}}, by its GUID or a name that it had. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, view(removed(exchange)));
  }

  /** {@code POST /api/v1/removed-mailboxes/{mailbox}/recover}: it is there again. */
  void recover(Exchange exchange) throws IOException {
    Recipients.Assigned removed = removed(exchange);
    Names names = exchange.json(Names.class);
    exchange.reply(
        200,
        view(
            removal.recover(
                exchange.caller().tenantId(),
                removed.recipient().id(),
                names.names(),
                exchange.actor())));
  }

  /** {@code DELETE /api/v1/removed-mailboxes/{mailbox}}: its keys are destroyed now. */
  void destroy(Exchange exchange) {
    removal.destroy(
        exchange.caller().tenantId(), removed(exchange).recipient().id(), exchange.actor());
    exchange.reply(204);
  }

  private Recipients.Assigned removed(Exchange exchange) {
    return removal.get(exchange.caller().tenantId(), exchange.path("mailbox"));
  }

  private MailboxViews.One view(Recipients.Assigned assigned) {
    return MailboxViews.One.of(
        assigned,
        states.of(assigned.recipient().mailbox().tenantId(), assigned.recipient().id()),
        ofServer);
  }

  /** Names under which a mailbox comes back; one that is left out is the one that it had. */
  record Names(String address, String userPrincipalName, String name, String displayName) {
    RecoveredNames names() {
      return new RecoveredNames(
          Optional.ofNullable(address),
          Optional.ofNullable(userPrincipalName),
          Optional.ofNullable(name),
          Optional.ofNullable(displayName));
    }
  }
}
