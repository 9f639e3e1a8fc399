package dev.freehold.mail.migration;

import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.Messages;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks what was here before a batch began to copy a folder. Safe for use by many threads. */
final class KnownHere {

  private final Database database;
  private final Folders folders;
  private final Messages messages;
  private final KnownMessages.Recent recent = new KnownMessages.Recent();

  KnownHere(Database database, Folders folders, Messages messages) {
    this.database = database;
    this.folders = folders;
    this.messages = messages;
  }

  /**
   * What was here before. A folder that is new here may be one of another name: then so are folders
   * that the source does not have, or has no more. A view shows messages of all folders.
   *
   * @param target where the folder is here; empty for a view
   * @param isNew false if the batch has copied the folder to its end before: what was here then
   *     stands for something already
   */
  KnownMessages of(
      MailboxCopy.Work work,
      Mailbox mailbox,
      CopyRows.Row folder,
      Optional<KnownMessages.Part> target,
      boolean isNew) {
    Requester requester = MailboxCopy.asUser(work.step().requester());
    if (!isNew) {
      return new KnownMessages(messages, mailbox, List.of(), requester);
    }
    return recent.of(
        folder,
        () -> {
          List<KnownMessages.Part> parts = new ArrayList<>();
          target.ifPresent(parts::add);
          if (target.isEmpty() || target.get().uidBelow() == 1) {
            Set<String> paths =
                folder.isView() ? Set.of() : database.read(tx -> CopyRows.paths(tx, work.user()));
            folders.list(mailbox).stream()
                .filter(each -> !paths.contains(each.path()))
                .map(each -> new KnownMessages.Part(each, each.uidNext()))
                .forEach(parts::add);
          }
          return new KnownMessages(messages, mailbox, parts, requester);
        });
  }
}
