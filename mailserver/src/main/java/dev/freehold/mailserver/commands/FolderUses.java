package dev.freehold.mailserver.commands;

import dev.freehold.mail.mailboxes.SpecialUse;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;

/** Makes folders that are for something, such as sent messages. The methods block. */
public interface FolderUses {

  /** Whether a folder for this may be made: each mailbox has one at most. */
  boolean isFree(MailboxSession session, SpecialUse use) throws MailboxException;

  /**
   * Makes a folder.
   *
   * @throws org.apache.james.mailbox.exception.MailboxExistsException if there is one of this name
   */
  MailboxId create(MailboxSession session, MailboxPath path, SpecialUse use)
      throws MailboxException;
}
