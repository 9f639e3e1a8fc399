package dev.freehold.mail.folders;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.OpenMailbox;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The names of a mailbox's folders, as a tree. Safe for use by many threads. */
public final class FolderTree {

  private final Database database;
  private final Folders folders;

  /** Changes the folders that {@code folders} keeps in {@code database}. */
  public FolderTree(Database database, Folders folders) {
    this.database = database;
    this.folders = folders;
  }

  /** Finds a folder by its id; one of another mailbox is not found. */
  public Optional<Folder> find(Mailbox mailbox, UUID id) {
    return database.read(tx -> FolderChanges.byId(tx, mailbox, id));
  }

  /**
   * Gives a folder another path, and those below it with it: all of them or none. Folders above the
   * new path that are missing are made.
   *
   * <p>Of INBOX the messages get the new path, an empty INBOX takes its place with a UIDVALIDITY of
   * its own, and folders below it stay (RFC 9051 section 6.3.6).
   *
   * @return what was renamed, each as it was before; the named folder first
   * @throws MailException {@code folder-not-found}, {@code folder-exists}, {@code
   *     folder-name-invalid}, also for a path below the folder itself, or {@code purged}
   */
  public List<Renamed> rename(Mailbox mailbox, Folder folder, String path) {
    mailbox.requireOwn(folder);
    String normal = FolderPath.normalise(path);
    return database.write(tx -> rename(tx, mailbox, folder, normal));
  }

  private List<Renamed> rename(Handle tx, Mailbox mailbox, Folder folder, String path) {
    OpenMailbox.require(tx, mailbox);
    Folder current = FolderChanges.lock(tx, List.of(folder)).get(folder.id());
    boolean isInbox = current.path().equals(FolderPath.INBOX);
    if (!isInbox && path.startsWith(current.path() + "/")) {
      throw new MailException(
          MailError.FOLDER_NAME_INVALID, "a folder is not renamed to a path below itself");
    }
    List<Renamed> renamed = new ArrayList<>();
    renamed.add(new Renamed(current, path));
    if (!isInbox) {
      for (Folder below : FolderChanges.below(tx, current)) {
        String rest = below.path().substring(current.path().length());
        renamed.add(new Renamed(below, FolderPath.normalise(path + rest)));
      }
    }
    for (Renamed one : renamed) {
      if (tx.createQuery("SELECT 1 FROM mail_folders WHERE mailbox_id = :id AND path = :path")
          .bind("id", mailbox.id())
          .bind("path", one.path)
          .mapTo(Integer.class)
          .findOne()
          .isPresent()) {
        throw new MailException(
            MailError.FOLDER_EXISTS, "the mailbox has a folder of this name; choose another");
      }
    }
    folders.makeParents(tx, mailbox, path);
    renamed.forEach(one -> FolderChanges.rename(tx, one.before, one.path));
    if (isInbox) {
      folders.insert(tx, mailbox, FolderPath.INBOX, Optional.empty());
    }
    return renamed;
  }

  /**
   * A folder that was renamed.
   *
   * @param before as it was
   * @param path what it is called now
   */
  public record Renamed(Folder before, String path) {}
}
