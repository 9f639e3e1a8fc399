package dev.freehold.mailserver.store;

import dev.freehold.custody.Requester;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.mailboxes.Mailbox;
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
 * @param isDelegate whether the mailbox is another's, to which the account has full access
 */
public record SessionUser(UUID tenantId, UUID mailboxId, UUID accountId, boolean isDelegate) {

  private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
  private static final String OWNER = "tenant";
  private static final String DELEGATE = "delegates";
  private static final Pattern FORM =
      Pattern.compile("%s\\+%s@(%s|%s)-%s".formatted(ID, ID, OWNER, DELEGATE, ID));

  /** Somebody in the own mailbox. */
  public SessionUser(UUID tenantId, UUID mailboxId, UUID accountId) {
    this(tenantId, mailboxId, accountId, false);
  }

  /** As James wants it. */
  public Username username() {
    return Username.of(
        "%s+%s@%s-%s".formatted(accountId, mailboxId, isDelegate ? DELEGATE : OWNER, tenantId));
  }

  /** Reads what {@link #username} made; empty for any other name. */
  public static Optional<SessionUser> of(Username user) {
    Matcher form = FORM.matcher(user.asString());
    return form.matches()
        ? Optional.of(
            new SessionUser(
                UUID.fromString(form.group(4)),
                UUID.fromString(form.group(2)),
                UUID.fromString(form.group(1)),
                form.group(3).equals(DELEGATE)))
        : Optional.empty();
  }

  /**
   * Finds the mailboxes of such users; one that is still to be migrated is none yet.
   *
   * @param records has what delegates read
   */
  public static MailboxHolders holders(Mailboxes mailboxes, ReadRecords records) {
    return username ->
        of(username)
            .flatMap(
                user ->
                    Optional.ofNullable(
                            mailboxes
                                .byIds(user.tenantId, List.of(user.mailboxId))
                                .get(user.mailboxId))
                        .filter(mailbox -> mailbox.kind() == RecipientKind.MAILBOX)
                        .map(mailbox -> user.holder(mailbox, records)));
  }

  private MailboxHolder holder(Mailbox mailbox, ReadRecords records) {
    Requester requester = Requester.user(accountId.toString());
    return isDelegate
        ? new MailboxHolder(mailbox, requester, records.witness(requester.actor()))
        : new MailboxHolder(mailbox, requester);
  }
}
