package dev.freehold.mailserver.store;

import dev.freehold.content.store.ObjectReader;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.OpenMailbox;
import dev.freehold.mail.messages.StoredMessage;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.Username;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;

/**
 * The mail as one session's user sees it. Who that is, is looked up once, on the first use. Safe
 * for use by many threads.
 */
final class SessionMail {

  private final SealedMail mail;
  private final MailboxHolders holders;
  private final Username user;
  private final char delimiter;
  private volatile MailboxHolder holder;

  /**
   * Nobody is looked up yet.
   *
   * @param delimiter what parts the names in a path for the session; the store's is {@code /}
   */
  SessionMail(SealedMail mail, MailboxHolders holders, Username user, char delimiter) {
    this.mail = mail;
    this.holders = holders;
    this.user = user;
    this.delimiter = delimiter;
  }

  SealedMail mail() {
    return mail;
  }

  Username user() {
    return user;
  }

  /** Whose mailbox it is, if anybody's. */
  Optional<MailboxHolder> holder() {
    if (holder == null) {
      holders.find(user).ifPresent(found -> holder = found);
    }
    return Optional.ofNullable(holder);
  }

  MailboxHolder requireHolder() throws MailboxException {
    return holder().orElseThrow(() -> new MailboxNotFoundException("the user has no mailbox"));
  }

  /** Makes sure that content can be had. */
  void requireAccess() throws MailboxException {
    MailboxHolder found = requireHolder();
    StoreCalls.run(
        "the mailbox",
        () -> {
          mail.access().require(found.mailbox(), found.requester());
          return null;
        });
  }

  /** As {@link #folder(MailboxId)}. */
  Folder folder(Mailbox mailbox) throws MailboxException {
    return folder(mailbox.getMailboxId());
  }

  /**
   * A folder by its id alone, without asking the database: enough for statements about its
   * messages, which find nothing if it is gone or another mailbox's.
   */
  Folder folder(MailboxId id) throws MailboxException {
    dev.freehold.mail.mailboxes.Mailbox mailbox = requireHolder().mailbox();
    return new Folder(
        ((FolderId) id).id(),
        mailbox.tenantId(),
        mailbox.id(),
        "",
        Optional.empty(),
        1,
        1,
        1,
        0,
        0);
  }

  /** A folder as it is now. */
  Folder current(MailboxId id) throws MailboxException {
    return find(id).orElseThrow(() -> new MailboxNotFoundException(id));
  }

  Optional<Folder> find(MailboxId id) throws MailboxException {
    return id instanceof FolderId folder
        ? mail.tree().find(requireHolder().mailbox(), folder.id()).or(this::noneUnlessPurged)
        : Optional.empty();
  }

  /**
   * No folder. But a purge deletes the rows of folders too, and that is what people are told then.
   *
   * @throws dev.freehold.mail.MailException {@code purged}
   */
  Optional<Folder> noneUnlessPurged() {
    holder()
        .ifPresent(
            found ->
                mail.database()
                    .read(
                        tx -> {
                          OpenMailbox.require(tx, found.mailbox());
                          return found;
                        }));
    return Optional.empty();
  }

  /** A path of the store as James has it. */
  MailboxPath toJames(String storedPath) {
    return MailboxPath.forUser(user, storedPath.replace('/', delimiter));
  }

  /** The other way. */
  String storedPath(String name) {
    return name.replace(delimiter, '/');
  }

  /** A folder as James has it. */
  Mailbox toJames(Folder folder) {
    return new Mailbox(
        toJames(folder.path()), UidValidity.of(folder.uidValidity()), new FolderId(folder.id()));
  }

  /** A message as James has it. */
  SealedMessage toJames(Folder folder, StoredMessage message) {
    return new SealedMessage(
        new FolderId(folder.id()),
        message,
        () -> open(folder, message.uid()),
        () -> holder.witness().message(folder, message.uid()));
  }

  /** The headers of these messages may be read next; there is a holder. */
  void headersAsked(Folder folder, List<StoredMessage> page) {
    holder.witness().properties(folder, page.stream().map(StoredMessage::uid).toList());
  }

  private ObjectReader open(Folder folder, long uid) {
    return mail.messages().open(folder, uid, holder.requester());
  }
}
