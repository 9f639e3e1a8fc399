package dev.freehold.mailserver.store;

import java.util.Optional;
import org.apache.james.core.Username;

/** Which mailbox the user of a session works in. Safe for use by many threads. */
@FunctionalInterface
public interface MailboxHolders {

  /**
   * The holder that a session's user name stands for. May ask the database.
   *
   * @return empty if it stands for nobody; then there is no mailbox
   */
  Optional<MailboxHolder> find(Username user);
}
