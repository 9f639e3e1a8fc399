package dev.freehold.server.features.mailboxes;

import dev.freehold.custody.Requester;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxQuota;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.RecipientKind;
import dev.freehold.mail.mailboxes.RecipientQuery;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Wire;
import dev.freehold.server.owners.OwnerStates;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Mailboxes and mail users of the caller's tenant, without their messages. */
final class MailboxesApi {

  private static final String NO_POLICY = "none";

  private final Mailboxes mailboxes;
  private final Recipients recipients;
  private final Policies policies;
  private final OwnerStates states;
  private final MailboxQuota ofServer;

  MailboxesApi(
      Mailboxes mailboxes,
      Recipients recipients,
      Policies policies,
      OwnerStates states,
      MailboxQuota ofServer) {
    this.mailboxes = mailboxes;
    this.recipients = recipients;
    this.policies = policies;
    this.states = states;
    this.ofServer = ofServer;
  }

  /**
   * {@code POST /api/v1/mailboxes}, under the policy that {@code policyId} names by GUID, name or
   * root key; without one it is under what covers the tenant.
   */
  void create(Exchange exchange) throws IOException {
    create(exchange, RecipientKind.MAILBOX);
  }

  /** {@code POST /api/v1/mail-users}: a recipient whose mail is still to be migrated. */
  void createMailUser(Exchange exchange) throws IOException {
    create(exchange, RecipientKind.MAIL_USER);
  }

  private void create(Exchange exchange, RecipientKind kind) throws IOException {
    MailboxBodies.New wanted = exchange.json(MailboxBodies.New.class);
    UUID tenantId = exchange.caller().tenantId();
    Optional<UUID> policy =
        Optional.ofNullable(wanted.policyId())
            .map(identity -> policies.find(tenantId, PolicyKind.MAILBOX, identity).id());
    Mailbox made =
        mailboxes.create(wanted.of(tenantId, kind, policy), Requester.user(exchange.actor()));
    exchange.reply(201, view(made));
  }

  /** {@code POST /api/v1/mailboxes/{mailbox}/migrate}: the mail user becomes a mailbox. */
  void migrate(Exchange exchange) throws IOException {
    Mailbox mailUser = mailbox(exchange);
    Mailbox migrated =
        mailboxes.migrate(exchange.caller().tenantId(), mailUser.id(), exchange.actor());
    exchange.reply(200, view(migrated));
  }

  /** {@code GET /api/v1/mailboxes?after=ADDRESS&max=N&kind=WORD&policy=NAME&anr=BEGINNING}. */
  void list(Exchange exchange) throws IOException {
    RecipientQuery query =
        new RecipientQuery(
            exchange.caller().tenantId(),
            exchange.query("after").orElse(""),
            (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS),
            exchange.query("kind").map(MailboxesApi::kind),
            exchange.query("policy").map(policy -> assigned(exchange, policy)),
            exchange.query("anr").map(MailboxesApi::beginning));
    List<Recipients.Assigned> page = recipients.list(query);
    exchange.reply(
        200,
        MailboxViews.Page.of(
            page,
            states.of(query.tenantId(), page.stream().map(one -> one.recipient().id()).toList()),
            ofServer));
  }

  private static RecipientKind kind(String word) {
    return Wire.constant(RecipientKind.class, word)
        .orElseThrow(
            () -> ProblemException.badRequest("kind is one of " + Wire.words(RecipientKind.class)));
  }

  private RecipientQuery.Assigned assigned(Exchange exchange, String policy) {
    return new RecipientQuery.Assigned(
        policy.equalsIgnoreCase(NO_POLICY)
            ? Optional.empty()
            : Optional.of(
                policies.find(exchange.caller().tenantId(), PolicyKind.MAILBOX, policy).id()));
  }

  private static String beginning(String text) {
    if (text.isBlank() || text.length() > MailLimits.MAX_DISPLAY_NAME_CHARS) {
      throw ProblemException.badRequest(
          "anr is the beginning of a name, 1 to %d characters"
              .formatted(MailLimits.MAX_DISPLAY_NAME_CHARS));
    }
    return text.strip();
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}}, by whatever names it. */
  void get(Exchange exchange) throws IOException {
    exchange.reply(200, view(mailbox(exchange)));
  }

  /** {@code PATCH /api/v1/mailboxes/{mailbox}}: what administrators know of it. */
  void edit(Exchange exchange) throws IOException {
    UUID id = mailbox(exchange).id();
    MailboxBodies.Edit wanted = exchange.json(MailboxBodies.Edit.class);
    UUID tenantId = exchange.caller().tenantId();
    exchange.reply(
        200,
        MailboxViews.Edited.of(
            recipients.edit(tenantId, id, wanted.edit(), exchange.actor()),
            states.of(tenantId, id),
            ofServer));
  }

  private Mailbox mailbox(Exchange exchange) {
    return mailboxes.require(exchange.caller().tenantId(), exchange.path("mailbox"));
  }

  private MailboxViews.One view(Mailbox mailbox) {
    return MailboxViews.One.of(
        recipients.get(mailbox.tenantId(), mailbox.id()),
        states.of(mailbox.tenantId(), mailbox.id()),
        ofServer);
  }
}
