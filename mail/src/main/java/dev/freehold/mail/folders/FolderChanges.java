package dev.freehold.mail.folders;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.FolderRows;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import dev.freehold.persistence.notices.ChangedRows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Statements that change {@code mail_folders}, each in the caller's transaction. What somebody who
 * has a folder open wants to know of is told to other processes.
 */
public final class FolderChanges {

  private static final String ONE =
      " WHERE tenant_id = :tenantId AND mailbox_id = :mailboxId AND id = :id";

  private static final String PLACED = " WHERE tenant_id = ? AND mailbox_id = ? AND id = ?";

  private static final PointQuery<Folder> BY_ID =
      new PointQuery<>(
          "SELECT " + FolderRows.COLUMNS + " FROM mail_folders" + PLACED, FolderRows::read);

  private static final PointQuery<Folder> LOCK =
      new PointQuery<>(
          "UPDATE mail_folders SET uid_next = uid_next"
              + PLACED
              + " RETURNING "
              + FolderRows.COLUMNS,
          FolderRows::read);

  private static final PointQuery<Taken> ADD =
      new PointQuery<>(
          """
          UPDATE mail_folders SET
            uid_next = CASE WHEN uid_next < uid_floor THEN uid_floor ELSE uid_next END + ?,
            highest_mod_seq = highest_mod_seq + 1,
            message_count = message_count + ?, total_bytes = total_bytes + ?,
            shared_count = shared_count + ?
          WHERE tenant_id = ? AND mailbox_id = ? AND id = ?
          RETURNING uid_next - ?, uid_validity, highest_mod_seq\
          """,
          row -> new Taken(row.getLong(1), row.getLong(2), row.getLong(3)));

  private static final PointQuery<Taken> ADD_AT =
      new PointQuery<>(
          """
          UPDATE mail_folders SET uid_next = ? + 1, highest_mod_seq = highest_mod_seq + 1,
            message_count = message_count + 1, total_bytes = total_bytes + ?
          WHERE tenant_id = ? AND mailbox_id = ? AND id = ? AND uid_next <= ? AND uid_floor > ?
          RETURNING uid_next - 1, uid_validity, highest_mod_seq\
          """,
          row -> new Taken(row.getLong(1), row.getLong(2), row.getLong(3)));

  private static final PointQuery<Folder> KEEP_UIDS =
      new PointQuery<>(
          "UPDATE mail_folders SET uid_validity = ?, uid_floor = ?"
              + PLACED
              + " AND uid_next = 1 AND message_count = 0 RETURNING "
              + FolderRows.COLUMNS,
          FolderRows::read);

  private FolderChanges() {}

  /** The folder of this id, if it is the mailbox's. */
  public static Optional<Folder> byId(Handle tx, Mailbox mailbox, UUID id) {
    return BY_ID.find(tx, values -> place(values, 1, mailbox.tenantId(), mailbox.id(), id));
  }

  /** A folder as it is now; empty if it is gone. */
  public static Optional<Folder> now(Handle tx, Folder folder) {
    return BY_ID.find(tx, values -> place(values, 1, folder));
  }

  /** Some folders of whatever mailboxes, for those who were given them before. */
  public static List<Folder> byIds(Handle tx, Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : tx.createQuery("SELECT " + FolderRows.COLUMNS + " FROM mail_folders WHERE id IN (<ids>)")
            .bindList("ids", List.copyOf(ids))
            .map((row, _) -> FolderRows.read(row))
            .list();
  }

  /**
   * Holds folders until the end of the transaction, in the order of their ids: nobody else adds to
   * them or changes flags in them. PostgreSQL locks a row for an update that changes nothing;
   * SQLite has one writer anyway.
   *
   * @return them as they are now, by id
   * @throws dev.freehold.mail.MailException {@code folder-not-found}
   */
  public static Map<UUID, Folder> lock(Handle tx, Collection<Folder> folders) {
    Map<UUID, Folder> wanted = new TreeMap<>();
    folders.forEach(folder -> wanted.put(folder.id(), folder));
    wanted.replaceAll((_, folder) -> lock(tx, folder));
    return wanted;
  }

  /**
   * Holds a folder that is to be deleted, and INBOX, which takes over what it shares: first of all,
   * as everybody holds folders before objects. Whoever held INBOX later would wait for one who has
   * it and waits for the objects.
   *
   * @throws dev.freehold.mail.MailException {@code folder-not-found}
   */
  public static void lockForDeletion(Handle tx, Folder folder) {
    List<Folder> held = new ArrayList<>(List.of(folder));
    tx.createQuery(
            "SELECT "
                + FolderRows.COLUMNS
                + " FROM mail_folders WHERE tenant_id = :tenantId AND mailbox_id = :mailboxId"
                + " AND path = :inbox")
        .bind("tenantId", folder.tenantId())
        .bind("mailboxId", folder.mailboxId())
        .bind("inbox", FolderPath.INBOX)
        .map((row, _) -> FolderRows.read(row))
        .findOne()
        .ifPresent(held::add);
    lock(tx, held);
  }

  private static Folder lock(Handle tx, Folder folder) {
    return LOCK.find(tx, values -> place(values, 1, folder)).orElseThrow(Folders::notFound);
  }

  /**
   * Takes UIDs in a row, and one mod-sequence, for messages that are being added.
   *
   * @return with the lowest of the UIDs
   * @throws dev.freehold.mail.MailException {@code folder-not-found}
   */
  public static Taken add(Handle tx, Folder folder, Counts added) {
    ChangedRows.tell(tx, folder.id());
    return ADD.find(
            tx,
            values -> {
              values.setLong(1, added.messages);
              values.setLong(2, added.messages);
              values.setLong(3, added.bytes);
              values.setLong(4, added.shared);
              place(values, 5, folder);
              values.setLong(8, added.messages);
            })
        .orElseThrow(Folders::notFound);
  }

  /**
   * Takes this UID for one message that is being added, if the folder keeps the UIDs of another
   * server and has given none as high.
   *
   * @return empty if the message gets a UID by {@link #add}, or the folder is gone
   */
  public static Optional<Taken> addAt(Handle tx, Folder folder, long uid, long bytes) {
    ChangedRows.tell(tx, folder.id());
    return ADD_AT.find(
        tx,
        values -> {
          values.setLong(1, uid);
          values.setLong(2, bytes);
          place(values, 3, folder);
          values.setLong(6, uid);
          values.setLong(7, uid);
        });
  }

  /**
   * Gives a folder that never had a message the UIDVALIDITY of another server's folder, whose UIDs
   * it keeps from now on.
   *
   * @param uidFloor the first UID for messages that do not come from there
   * @return the folder as it is then; empty if it is gone or has had a message
   */
  public static Optional<Folder> keepUids(
      Handle tx, Folder folder, long uidValidity, long uidFloor) {
    ChangedRows.tell(tx, folder.id());
    return KEEP_UIDS.find(
        tx,
        values -> {
          values.setLong(1, uidValidity);
          values.setLong(2, uidFloor);
          place(values, 3, folder);
        });
  }

  /** Takes a UID that no message will get. */
  public static Optional<Long> takeUid(Handle tx, UUID id) {
    return taken(
        tx,
        id,
        "UPDATE mail_folders SET uid_next = uid_next + 1 WHERE id = :id RETURNING uid_next - 1");
  }

  /** Takes a mod-sequence for no change. */
  public static Optional<Long> takeModSeq(Handle tx, UUID id) {
    ChangedRows.tell(tx, id);
    return taken(
        tx,
        id,
        "UPDATE mail_folders SET highest_mod_seq = highest_mod_seq + 1 WHERE id = :id"
            + " RETURNING highest_mod_seq");
  }

  private static Optional<Long> taken(Handle tx, UUID id, String update) {
    return tx.createQuery(update).bind("id", id).mapTo(Long.class).findOne();
  }

  /** Takes the mod-sequence of a change that removes some messages, or none. */
  public static long remove(Handle tx, Folder folder, Counts removed) {
    ChangedRows.tell(tx, folder.id());
    return in(
            folder,
            tx.createQuery(
                """
                UPDATE mail_folders SET highest_mod_seq = highest_mod_seq + 1,
                  message_count = message_count - :messages,
                  total_bytes = total_bytes - :bytes, shared_count = shared_count - :shared
                """
                    + ONE
                    + " RETURNING highest_mod_seq"))
        .bind("messages", removed.messages)
        .bind("bytes", removed.bytes)
        .bind("shared", removed.shared)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(Folders::notFound);
  }

  /**
   * Deletes a folder that has no message any more and is held by {@link #lockForDeletion}. What its
   * messages shared with those of other folders is counted at INBOX from now on.
   */
  public static void delete(Handle tx, Folder folder) {
    tx.createUpdate(
            """
            UPDATE mail_folders SET shared_count = shared_count +
              (SELECT shared_count FROM mail_folders WHERE id = :id)
            WHERE mailbox_id = :mailboxId AND path = :inbox AND id <> :id
            """)
        .bind("id", folder.id())
        .bind("mailboxId", folder.mailboxId())
        .bind("inbox", FolderPath.INBOX)
        .execute();
    in(folder, tx.createUpdate("DELETE FROM mail_folders" + ONE)).execute();
    ChangedRows.tell(tx, folder.id());
  }

  /** The folders below one, at whatever depth, sorted by path. */
  static List<Folder> below(Handle tx, Folder folder) {
    String prefix = folder.path() + "/";
    return tx.createQuery(
            "SELECT "
                + FolderRows.COLUMNS
                + " FROM mail_folders WHERE tenant_id = :tenantId AND mailbox_id = :mailboxId"
                + " AND substr(path, 1, :length) = :prefix ORDER BY path")
        .bind("tenantId", folder.tenantId())
        .bind("mailboxId", folder.mailboxId())
        .bind("length", prefix.codePointCount(0, prefix.length()))
        .bind("prefix", prefix)
        .map((row, _) -> FolderRows.read(row))
        .list();
  }

  /** Gives a folder another path. Two folders of one path are refused by the database. */
  static void rename(Handle tx, Folder folder, String path) {
    in(folder, tx.createUpdate("UPDATE mail_folders SET path = :path" + ONE))
        .bind("path", path)
        .execute();
    ChangedRows.tell(tx, folder.id());
  }

  private static void place(PreparedStatement values, int from, Folder folder) throws SQLException {
    place(values, from, folder.tenantId(), folder.mailboxId(), folder.id());
  }

  private static void place(
      PreparedStatement values, int from, UUID tenantId, UUID mailboxId, UUID id)
      throws SQLException {
    values.setBytes(from, RowIds.bytes(tenantId));
    values.setBytes(from + 1, RowIds.bytes(mailboxId));
    values.setBytes(from + 2, RowIds.bytes(id));
  }

  private static <S extends SqlStatement<S>> S in(Folder folder, S statement) {
    return statement
        .bind("tenantId", folder.tenantId())
        .bind("mailboxId", folder.mailboxId())
        .bind("id", folder.id());
  }

  /**
   * What is added to a folder or removed from it.
   *
   * @param messages how many messages
   * @param bytes their bytes
   * @param shared how many more messages than objects
   */
  public record Counts(long messages, long bytes, long shared) {}

  /** The lowest UID and the mod-sequence that messages were given. */
  public record Taken(long uid, long uidValidity, long modSeq) {}
}
