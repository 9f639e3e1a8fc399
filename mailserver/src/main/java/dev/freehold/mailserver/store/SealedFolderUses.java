package dev.freehold.mailserver.store;

import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mailserver.commands.FolderUses;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.MailboxReactorUtils;

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
    return MailboxReactorUtils.block(mailboxes.create(path, use, session));
  }
}
