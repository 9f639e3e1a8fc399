package dev.freehold.mail.mailboxes;

import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RangeQuery;
import dev.freehold.persistence.RowIds;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code mail_folders}, each in the caller's transaction. */
public final class FolderRows {

  /** What {@link Folder} is made of. */
  public static final String COLUMNS =
      "id, tenant_id, mailbox_id, path, special_use, uid_validity, uid_next, highest_mod_seq,"
          + " message_count, total_bytes";

  private static final String OF_MAILBOX =
      " FROM mail_folders WHERE tenant_id = ? AND mailbox_id = ?";

  private static final PointQuery<Folder> BY_PATH =
      new PointQuery<>("SELECT " + COLUMNS + OF_MAILBOX + " AND path = ?", FolderRows::read);

  private static final RangeQuery ALL =
      new RangeQuery("SELECT " + COLUMNS + OF_MAILBOX + " ORDER BY path");

  private FolderRows() {}

  /** Reads {@link #COLUMNS}, in this order and first of all. */
  public static Folder read(ResultSet row) throws SQLException {
    return new Folder(
        RowIds.read(row, 1),
        RowIds.read(row, 2),
        RowIds.read(row, 3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)).map(SpecialUse::valueOf),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10));
  }

  /** Inserts an empty folder unless the mailbox has one of that path. */
  static boolean insert(Handle tx, Mailbox mailbox, NewFolder folder) {
    return tx.createUpdate(
                """
                INSERT INTO mail_folders (id, tenant_id, mailbox_id, path, special_use,
                  uid_validity, uid_next, highest_mod_seq, message_count, total_bytes)
                VALUES (:id, :tenantId, :mailboxId, :path, :specialUse, :uidValidity, 1, 1, 0, 0)
                ON CONFLICT (mailbox_id, path) DO NOTHING
                """)
            .bind("id", folder.id())
            .bind("tenantId", mailbox.tenantId())
            .bind("mailboxId", mailbox.id())
            .bind("path", folder.path())
            .bind("specialUse", folder.specialUse().map(SpecialUse::name).orElse(null))
            .bind("uidValidity", folder.uidValidity())
            .execute()
        == 1;
  }

  static Optional<Folder> byPath(Handle tx, Mailbox mailbox, String path) {
    return BY_PATH.find(
        tx,
        values -> {
          place(values, mailbox);
          values.setString(3, path);
        });
  }

  /** All folders of a mailbox, sorted by path. */
  public static List<Folder> list(Handle tx, Mailbox mailbox) {
    return ALL.list(tx, values -> place(values, mailbox), FolderRows::read);
  }

  private static void place(PreparedStatement values, Mailbox mailbox) throws SQLException {
    values.setBytes(1, RowIds.bytes(mailbox.tenantId()));
    values.setBytes(2, RowIds.bytes(mailbox.id()));
  }

  static int count(Handle tx, Mailbox mailbox) {
    return tx.createQuery(
            "SELECT COUNT(*) FROM mail_folders"
                + " WHERE tenant_id = :tenantId AND mailbox_id = :mailboxId")
        .bind("tenantId", mailbox.tenantId())
        .bind("mailboxId", mailbox.id())
        .mapTo(Integer.class)
        .one();
  }

  /**
   * How many messages all folders of each of some mailboxes hold, and their bytes; mailboxes
   * without folders are left out.
   */
  static Map<UUID, Totals> totals(Handle tx, UUID tenantId, Collection<UUID> mailboxIds) {
    Map<UUID, Totals> totals = new HashMap<>();
    tx.createQuery(
            """
            SELECT mailbox_id, CAST(SUM(message_count) AS BIGINT) AS messages,
              CAST(SUM(total_bytes) AS BIGINT) AS bytes,
              CAST(SUM(shared_count) AS BIGINT) AS shared
            FROM mail_folders WHERE mailbox_id IN (<ids>) AND tenant_id = :tenantId
            GROUP BY mailbox_id
            """)
        .bindList("ids", List.copyOf(mailboxIds))
        .bind("tenantId", tenantId)
        .map(row -> Map.entry(row.getColumn("mailbox_id", UUID.class), row.getRow(Totals.class)))
        .forEach(entry -> totals.put(entry.getKey(), entry.getValue()));
    return totals;
  }

  /** Whether a folder's counts are those of its messages; true if there is no such folder. */
  public static boolean hasRightCounts(Handle tx, Folder folder) {
    return tx.createQuery(
            """
            SELECT 1 FROM mail_folders f
            WHERE f.id = :id AND (f.message_count <>
                (SELECT COUNT(*) FROM mail_messages m WHERE m.folder_id = f.id)
              OR f.total_bytes <> (SELECT COALESCE(SUM(m.size_bytes), 0)
                FROM mail_messages m WHERE m.folder_id = f.id))
            """)
        .bind("id", folder.id())
        .mapTo(Integer.class)
        .findOne()
        .isEmpty();
  }

  /** A folder to be inserted. */
  record NewFolder(UUID id, String path, Optional<SpecialUse> specialUse, long uidValidity) {}

  /**
   * Sums over folders.
   *
   * @param shared how many messages more than objects there are
   */
  record Totals(long messages, long bytes, long shared) {
    static final Totals NONE = new Totals(0, 0, 0);

    long objects() {
      return messages - shared;
    }
  }
}
