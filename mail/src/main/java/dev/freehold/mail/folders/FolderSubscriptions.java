package dev.freehold.mail.folders;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.OpenMailbox;
import dev.freehold.persistence.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The paths that a mailbox's people subscribed to with their mail programs. There need not be a
 * folder of that path, and deleting or renaming one changes nothing here. Safe for use by many
 * threads.
 */
public final class FolderSubscriptions {

  private final Database database;

  /** Keeps subscriptions in {@code database}, beside {@link Mailboxes}. */
  public FolderSubscriptions(Database database) {
    this.database = database;
  }

  /** The paths, sorted; at most {@link MailLimits#MAX_FOLDERS}. */
  public List<String> list(Mailbox mailbox) {
    return database.read(tx -> list(tx, mailbox));
  }

  /**
   * Subscribes to a path; nothing happens if it is subscribed to.
   *
   * @throws MailException {@code folder-name-invalid}, {@code purged}, or {@code too-many-folders}
   *     if there are too many subscriptions
   */
  public void add(Mailbox mailbox, String path) {
    String normal = FolderPath.normalise(path);
    database.write(
        tx -> {
          OpenMailbox.require(tx, mailbox);
          List<String> before = list(tx, mailbox);
          if (before.contains(normal)) {
            return 0;
          }
          if (before.size() >= MailLimits.MAX_FOLDERS) {
            throw new MailException(
                MailError.TOO_MANY_FOLDERS,
                "a mailbox has at most %d subscriptions; remove one first"
                    .formatted(MailLimits.MAX_FOLDERS));
          }
          return tx.createUpdate(
                  """
                  INSERT INTO mail_subscriptions (mailbox_id, path, tenant_id)
                  VALUES (:mailboxId, :path, :tenantId) ON CONFLICT (mailbox_id, path) DO NOTHING
                  """)
              .bind("mailboxId", mailbox.id())
              .bind("path", normal)
              .bind("tenantId", mailbox.tenantId())
              .execute();
        });
  }

  /** Ends a subscription; nothing happens if there is none. */
  public void remove(Mailbox mailbox, String path) {
    database.write(
        tx ->
            tx.createUpdate(
                    "DELETE FROM mail_subscriptions WHERE mailbox_id = :mailboxId"
                        + " AND tenant_id = :tenantId AND path = :path")
                .bind("mailboxId", mailbox.id())
                .bind("tenantId", mailbox.tenantId())
                .bind("path", path)
                .execute());
  }

  private static List<String> list(Handle tx, Mailbox mailbox) {
    return tx.createQuery(
            "SELECT path FROM mail_subscriptions"
                + " WHERE mailbox_id = :mailboxId AND tenant_id = :tenantId ORDER BY path")
        .bind("mailboxId", mailbox.id())
        .bind("tenantId", mailbox.tenantId())
        .mapTo(String.class)
        .list();
  }
}
