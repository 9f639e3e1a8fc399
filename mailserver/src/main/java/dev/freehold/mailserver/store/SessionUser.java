package dev.freehold.mailserver.store;

import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.RecipientKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.core.Username;

/**
 * The user of a session in James's terms. Addresses are unique within a tenant only, so the user
 * name is made of ids; whoever signs somebody in makes it, and nobody types it.
 *
 * @param tenantId the tenant
 * @param mailboxId the mailbox that the session is for
 * @param accountId the object id of the account that signed in
 */
public record SessionUser(UUID tenantId, UUID mailboxId, UUID accountId) {

  private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
  private static final Pattern FORM = Pattern.compile(ID + "\\+" + ID + "@tenant-" + ID);

  /** As James wants it. */
  public Username username() {
    return Username.of("%s+%s@tenant-%s".formatted(accountId, mailboxId, tenantId));
  }

  /** Reads what {@link #username} made; empty for any other name. */
  public static Optional<SessionUser> of(Username user) {
    Matcher form = FORM.matcher(user.asString());
    return form.matches()
        ? Optional.of(
            new SessionUser(
                UUID.fromString(form.group(3)),
                UUID.fromString(form.group(2)),
                UUID.fromString(form.group(1))))
        : Optional.empty();
  }

  /** Finds the mailboxes of such users; one that is still to be migrated is none yet. */
  public static MailboxHolders holders(Mailboxes mailboxes) {
    return username ->
        of(username)
            .flatMap(
                user ->
                    Optional.ofNullable(
                            mailboxes
                                .byIds(user.tenantId, List.of(user.mailboxId))
                                .get(user.mailboxId))
                        .filter(mailbox -> mailbox.kind() == RecipientKind.MAILBOX)
                        .map(
                            mailbox ->
                                new MailboxHolder(
                                    mailbox, Requester.user(user.accountId.toString()))));
  }
}
