package dev.freehold.mailserver.imap;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mailserver.imap.mended.ListCommand;
import dev.freehold.mailserver.store.SealedMailboxes;
import java.util.HashMap;
import java.util.Map;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.MailboxType;
import org.apache.james.imap.api.process.MailboxTyper;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxPath;

/**
 * Says what folders are for, as the mailbox has it, whatever they are called. LIST asks for each
 * folder, so one answer of the database serves one LIST. Safe for use by many threads.
 */
final class FolderUseTyper implements MailboxTyper {

  private static final String KNOWN = "dev.freehold.folder-uses";

  private final SealedMailboxes mailboxes;
  private final Folders folders;

  private record Known(Object run, Map<String, MailboxType> byPath) {}

  /** Asks {@code folders} for those of a session's mailbox. */
  FolderUseTyper(SealedMailboxes mailboxes, Folders folders) {
    this.mailboxes = mailboxes;
    this.folders = folders;
  }

  @Override
  public MailboxType getMailboxType(ImapSession session, MailboxPath path) {
    return known(session).byPath.getOrDefault(path.getName(), MailboxType.OTHER);
  }

  private Known known(ImapSession session) {
    Object run = session.getAttribute(ListCommand.RUN);
    if (session.getAttribute(KNOWN) instanceof Known known
        && run != null
        && run.equals(known.run)) {
      return known;
    }
    Known read = new Known(run, read(session));
    session.setAttribute(KNOWN, read);
    return read;
  }

  private Map<String, MailboxType> read(ImapSession session) {
    Map<String, MailboxType> byPath = new HashMap<>();
    try {
      for (Folder folder : folders.list(mailboxes.holder(session.getMailboxSession()).mailbox())) {
        folder
            .specialUse()
            .map(FolderUseTyper::type)
            .ifPresent(type -> byPath.put(folder.path(), type));
      }
    } catch (MailboxException noMailbox) {
      // It has no folders either.
    }
    return byPath;
  }

  private static MailboxType type(SpecialUse use) {
    return switch (use) {
      case DRAFTS -> MailboxType.DRAFTS;
      case SENT -> MailboxType.SENT;
      case JUNK -> MailboxType.SPAM;
      case TRASH -> MailboxType.TRASH;
      case ARCHIVE -> MailboxType.ARCHIVE;
    };
  }
}
