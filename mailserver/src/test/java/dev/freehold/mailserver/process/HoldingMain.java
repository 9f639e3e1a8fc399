package dev.freehold.mailserver.process;

import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Holds INBOX in a transaction that it does not end. */
final class HoldingMain {

  /** What it says then. */
  static final String HELD = "held";

  private HoldingMain() {}

  /** Takes a place. */
  public static void main(String[] arguments) {
    StoredMail stored = new StoredMail(MailPlace.ofArgument(arguments[0]));
    Folder inbox = stored.store.inbox(stored.mailbox);
    stored.store.database.write(
        tx -> {
          // Takes a UID, as an append does.
          FolderChanges.Taken _ = FolderChanges.add(tx, inbox, new FolderChanges.Counts(1, 1, 0));
          System.out.println(HELD);
          return read();
        });
  }

  private static int read() {
    try {
      return System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
