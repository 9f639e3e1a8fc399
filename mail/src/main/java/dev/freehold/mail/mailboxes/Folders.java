package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The folders of mailboxes. Safe for use by many threads. */
public final class Folders {

  private final Database database;
  private final Clock clock;

  /** Keeps folders in {@code database}, beside {@link Mailboxes}. */
  public Folders(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Makes a folder, and those above it that are missing.
   *
   * @throws MailException {@code folder-name-invalid}, {@code folder-exists}, {@code
   *     too-many-folders}, {@code mailbox-not-found}, {@code mailbox-not-migrated} or {@code
   *     purged}
   */
  public Folder create(Mailbox mailbox, String path, Optional<SpecialUse> specialUse) {
    String normal = FolderPath.normalise(path);
    return database.write(
        tx -> {
          makeParents(tx, mailbox, normal);
          if (!insert(tx, mailbox, normal, specialUse)) {
            throw new MailException(
                MailError.FOLDER_EXISTS, "the mailbox has a folder of this name; choose another");
          }
          return require(tx, mailbox, normal);
        });
  }

  /** Finds a folder or makes it, and those above it that are missing. */
  public Folder ensure(Mailbox mailbox, String path) {
    return ensure(mailbox, path, Optional.empty());
  }

  /**
   * The same, where a folder that is made has this use, unless another folder of the mailbox has
   * it.
   */
  public Folder ensure(Mailbox mailbox, String path, Optional<SpecialUse> use) {
    String normal = FolderPath.normalise(path);
    Optional<Folder> found = find(mailbox, normal);
    if (found.isPresent()) {
      return found.get();
    }
    return database.write(
        tx -> {
          makeParents(tx, mailbox, normal);
          insertUnlessThere(tx, mailbox, normal, use.filter(wanted -> isFree(tx, mailbox, wanted)));
          return require(tx, mailbox, normal);
        });
  }

  /**
   * Finds a folder.
   *
   * @throws MailException {@code folder-name-invalid}
   */
  public Optional<Folder> find(Mailbox mailbox, String path) {
    String normal = FolderPath.normalise(path);
    return database.read(tx -> FolderRows.byPath(tx, mailbox, normal));
  }

  /**
   * Finds a folder that must be there.
   *
   * @throws MailException {@code folder-name-invalid}, {@code folder-not-found} or {@code
   *     mailbox-not-migrated}
   */
  public Folder require(Mailbox mailbox, String path) {
    String normal = FolderPath.normalise(path);
    return database.read(tx -> require(tx, mailbox, normal));
  }

  /** All folders of a mailbox, sorted by path; at most {@link MailLimits#MAX_FOLDERS}. */
  public List<Folder> list(Mailbox mailbox) {
    return database.read(tx -> FolderRows.list(tx, mailbox));
  }

  /**
   * How many messages all folders of a mailbox hold, and their bytes; a copy counts as a message.
   */
  public FolderUsage usage(Mailbox mailbox) {
    FolderRows.Totals totals =
        database
            .read(tx -> FolderRows.totals(tx, mailbox.tenantId(), List.of(mailbox.id())))
            .getOrDefault(mailbox.id(), FolderRows.Totals.NONE);
    return new FolderUsage(totals.messages(), totals.bytes());
  }

  /** Makes the folders above a path that are missing, in the caller's transaction. */
  public void makeParents(Handle tx, Mailbox mailbox, String path) {
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      insertUnlessThere(tx, mailbox, path.substring(0, at), Optional.empty());
    }
  }

  private static boolean isFree(Handle tx, Mailbox mailbox, SpecialUse use) {
    return FolderRows.list(tx, mailbox).stream()
        .noneMatch(folder -> folder.specialUse().equals(Optional.of(use)));
  }

  private void insertUnlessThere(
      Handle tx, Mailbox mailbox, String path, Optional<SpecialUse> use) {
    if (FolderRows.byPath(tx, mailbox, path).isEmpty()) {
      boolean made = insert(tx, mailbox, path, use);
      if (!made && FolderRows.byPath(tx, mailbox, path).isEmpty()) {
        throw notFound();
      }
    }
  }

  /** Inserts one folder in the caller's transaction; false if its path is taken. */
  public boolean insert(Handle tx, Mailbox mailbox, String path, Optional<SpecialUse> specialUse) {
    // Names of folders are in clear: none comes back into a mailbox that they were erased from.
    OpenMailbox.require(tx, mailbox);
    long uidValidity =
        MailboxRows.nextUidValidity(tx, mailbox.tenantId(), mailbox.id(), clock.instant())
            .orElseThrow(() -> withoutFolders(tx, mailbox));
    if (FolderRows.count(tx, mailbox) >= MailLimits.MAX_FOLDERS) {
      throw new MailException(
          MailError.TOO_MANY_FOLDERS,
          "a mailbox holds at most %d folders; remove one first".formatted(MailLimits.MAX_FOLDERS));
    }
    return FolderRows.insert(
        tx, mailbox, new FolderRows.NewFolder(UUID.randomUUID(), path, specialUse, uidValidity));
  }

  /** What a mailbox's folders hold. */
  public record FolderUsage(long messages, long bytes) {}

  private static Folder require(Handle tx, Mailbox mailbox, String path) {
    return FolderRows.byPath(tx, mailbox, path)
        .orElseThrow(() -> isMailUser(tx, mailbox) ? notMigrated() : notFound());
  }

  private static MailException withoutFolders(Handle tx, Mailbox mailbox) {
    return isMailUser(tx, mailbox) ? notMigrated() : Mailboxes.notFound();
  }

  private static boolean isMailUser(Handle tx, Mailbox mailbox) {
    return MailboxRows.byId(tx, mailbox.tenantId(), mailbox.id())
        .filter(found -> found.kind() == RecipientKind.MAIL_USER)
        .isPresent();
  }

  private static MailException notMigrated() {
    return new MailException(
        MailError.NOT_MIGRATED,
        "the mail user has no folders yet; begin its migration, then import its mail");
  }

  /** The answer wherever no such folder is. */
  public static MailException notFound() {
    return new MailException(
        MailError.FOLDER_NOT_FOUND, "the mailbox has no folder of this name; list its folders");
  }
}
