package dev.freehold.mail.access;

import dev.freehold.mail.mailboxes.Folder;
import java.util.List;

/**
 * Is told what a session reads, before the client gets it; if it fails nothing is given. Safe for
 * use by many threads.
 */
public interface ReadWitness {

  /** For people in their own mailboxes, which nobody writes down. */
  ReadWitness OWN_MAILBOX =
      new ReadWitness() {
        @Override
        public void message(Folder folder, long uid) {}

        @Override
        public void properties(Folder folder, List<Long> uids) {}
      };

  /** The content of a message, or a part of it. */
  void message(Folder folder, long uid);

  /**
   * What headers say of messages.
   *
   * @param uids rising
   */
  void properties(Folder folder, List<Long> uids);
}
