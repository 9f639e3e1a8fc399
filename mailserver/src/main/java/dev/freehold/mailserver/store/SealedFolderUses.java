package dev.freehold.mailserver.store;

import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mailserver.commands.FolderUses;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import reactor.core.Exceptions;

/** Makes folders for a use in the sealed mailboxes. */
public final class SealedFolderUses implements FolderUses {

  private final SealedMailboxes mailboxes;

  /** Makes them in {@code mailboxes}. */
  public SealedFolderUses(SealedMailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public boolean isFree(MailboxSession session, SpecialUse use) throws MailboxException {
    return !mailboxes.specialUses(session).containsValue(use);
  }

  @Override
  public MailboxId create(MailboxSession session, MailboxPath path, SpecialUse use)
      throws MailboxException {
    try {
      return mailboxes.create(path, use, session).block();
    } catch (RuntimeException failed) {
      // Reactor wraps what is checked.
      if (Exceptions.unwrap(failed) instanceof MailboxException refused) {
        throw refused;
      }
      throw failed;
    }
  }
}
