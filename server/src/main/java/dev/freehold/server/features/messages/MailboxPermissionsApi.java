package dev.freehold.server.features.messages;

import dev.freehold.mail.access.MailboxPermission;
import dev.freehold.mail.access.MailboxPermissions;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Who has full access to a mailbox. Administrators of mail decide, and the ledger shows it. */
final class MailboxPermissionsApi {

  private static final String FULL_ACCESS = "FullAccess";

  private final Mailboxes mailboxes;
  private final MailboxPermissions permissions;

  MailboxPermissionsApi(Mailboxes mailboxes, MailboxPermissions permissions) {
    this.mailboxes = mailboxes;
    this.permissions = permissions;
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}/permissions}. */
  void list(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        new Permissions(permissions.list(mailbox(exchange)).stream().map(Granted::of).toList()));
  }

  /**
   * {@code PUT /api/v1/mailboxes/{mailbox}/permissions/{principal}} with {@code {"accessRights":
   * ["FullAccess"]}}.
   */
  void grant(Exchange exchange) throws IOException {
    Mailbox mailbox = mailbox(exchange);
    if (!exchange.json(Wanted.class).accessRights().equals(List.of(FULL_ACCESS))) {
      throw ProblemException.badRequest(
          "accessRights is [\"FullAccess\"], the only right there is");
    }
    permissions.grant(mailbox, exchange.pathId("principal"), exchange.actor());
    exchange.reply(204);
  }

  /** {@code DELETE /api/v1/mailboxes/{mailbox}/permissions/{principal}}. */
  void revoke(Exchange exchange) {
    if (!permissions.revoke(mailbox(exchange), exchange.pathId("principal"), exchange.actor())) {
      throw ProblemException.notFound();
    }
    exchange.reply(204);
  }

  private Mailbox mailbox(Exchange exchange) {
    return mailboxes.require(exchange.caller().tenantId(), exchange.path("mailbox"));
  }

  record Wanted(@Required List<String> accessRights) {
    Wanted {
      accessRights = List.copyOf(accessRights);
    }
  }

  record Granted(UUID principal, String accessRights, String grantedAt) {
    static Granted of(MailboxPermission permission) {
      return new Granted(permission.principalId(), FULL_ACCESS, permission.grantedAt().toString());
    }
  }

  record Permissions(List<Granted> permissions) {
    Permissions {
      permissions = List.copyOf(permissions);
    }
  }
}
