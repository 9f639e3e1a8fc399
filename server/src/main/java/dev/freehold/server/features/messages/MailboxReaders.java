package dev.freehold.server.features.messages;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.access.MailboxPermissions;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.server.http.Exchange;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the mailbox that a route names for callers who may read it. No role is enough: content is
 * for those who have full access to the mailbox. To callers who see no mailboxes at all, one
 * without a permission is like one that does not exist.
 */
final class MailboxReaders {

  private final Mailboxes mailboxes;
  private final MailboxPermissions permissions;

  MailboxReaders(Mailboxes mailboxes, MailboxPermissions permissions) {
    this.mailboxes = mailboxes;
    this.permissions = permissions;
  }

  /**
   * The mailbox, if the caller has full access to it.
   *
   * @throws MailException {@code mailbox-not-found}, {@code mailbox-access-denied}, {@code purged}
   */
  Mailbox ofContent(Exchange exchange) {
    return find(exchange, false);
  }

  /**
   * The mailbox, if the caller may see the names of its folders: with full access, or as an
   * administrator of mail.
   *
   * @throws MailException as {@link #ofContent}
   */
  Mailbox ofFolders(Exchange exchange) {
    return find(exchange, exchange.caller().has(Role.EXCHANGE_ADMIN));
  }

  private Mailbox find(Exchange exchange, boolean isAllowed) {
    Caller caller = exchange.caller();
    String name = exchange.path("mailbox");
    if (!seesMailboxes(caller)) {
      return permitted(caller, name);
    }
    Mailbox mailbox = mailboxes.requireOpen(caller.tenantId(), name);
    if (!isAllowed && !permissions.has(mailbox, caller.objectId())) {
      throw new MailException(
          MailError.MAILBOX_ACCESS_DENIED,
          "you have no permission to read this mailbox; an Exchange administrator can give you full"
              + " access to it, which the audit log shows");
    }
    return mailbox;
  }

  private static boolean seesMailboxes(Caller caller) {
    return caller.has(Role.EXCHANGE_ADMIN)
        || caller.has(Role.COMPLIANCE_ADMIN)
        || caller.has(Role.AUDITOR);
  }

  /** Ambiguous names are not told apart from absent ones either. */
  private Mailbox permitted(Caller caller, String name) {
    UUID id =
        unambiguous(caller, name)
            .filter(mailbox -> permissions.has(mailbox, caller.objectId()))
            .map(Mailbox::id)
            .orElseThrow(Mailboxes::notFound);
    return mailboxes.requireOpen(caller.tenantId(), id.toString());
  }

  private Optional<Mailbox> unambiguous(Caller caller, String name) {
    try {
      return mailboxes.find(caller.tenantId(), name);
    } catch (MailException refused) {
      if (refused.error() == MailError.MAILBOX_AMBIGUOUS) {
        return Optional.empty();
      }
      throw refused;
    }
  }
}
