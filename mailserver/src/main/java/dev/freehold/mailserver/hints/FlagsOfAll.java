package dev.freehold.mailserver.hints;

import dev.freehold.mail.messages.MessageIndex;
import java.util.Optional;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.exception.MailboxException;

/** A folder that tells the flags of all its messages at once. */
public interface FlagsOfAll {

  /** UIDs and flags as they are now; empty if they have to be asked for one by one. */
  Optional<MessageIndex> flagsOfAll(MailboxSession session) throws MailboxException;
}
