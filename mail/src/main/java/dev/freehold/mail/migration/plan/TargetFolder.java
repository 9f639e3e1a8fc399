package dev.freehold.mail.migration.plan;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.SpecialUse;
import java.util.Optional;

/** A folder here that is made when a message is to go into it. One thread. */
public final class TargetFolder {

  private final Folders folders;
  private final Mailbox mailbox;
  private final String path;
  private final Optional<SpecialUse> use;
  private Optional<Folder> made = Optional.empty();

  /**
   * Makes nothing yet.
   *
   * @param use the use that it has if it is new, and no other folder has it
   */
  public TargetFolder(Folders folders, Mailbox mailbox, String path, Optional<SpecialUse> use) {
    this.folders = folders;
    this.mailbox = mailbox;
    this.path = path;
    this.use = use;
  }

  /**
   * The folder, which is there from now on.
   *
   * @throws dev.freehold.mail.MailException as {@link Folders#ensure}
   */
  public Folder get() {
    if (made.isEmpty()) {
      made = Optional.of(folders.ensure(mailbox, path, use));
    }
    return made.get();
  }
}
