package dev.freehold.mail.messages;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.persistence.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Indexes of folders, remembered within a bound. Each is held against the folder's row first, in
 * one transaction: every change of UIDs and flags takes a mod-sequence, whichever process makes it,
 * so the highest one tells whether anything has changed, and the messages above the one that is
 * known tell what. Safe for use by many threads.
 */
public final class MessageIndexes {

  private final Database database;
  private final MessageIndexRows rows;
  private final long maxBytes;

  @GuardedBy("this")
  private final LinkedHashMap<UUID, MessageIndex> known = new LinkedHashMap<>(16, 0.75f, true);

  @GuardedBy("this")
  private long bytes;

  /**
   * Remembers nothing yet.
   *
   * @param maxBytes the most memory that indexes take between calls; a folder that would need more
   *     than half of it is read each time
   */
  public MessageIndexes(Database database, long maxBytes) {
    this.database = database;
    this.rows = new MessageIndexRows(database.dialect());
    this.maxBytes = maxBytes;
  }

  /** The UIDs of a folder's messages now; none if there is no such folder. */
  public MessageIndex uids(Folder folder) {
    return database.read(
        tx -> {
          Optional<Folder> now = FolderChanges.now(tx, folder);
          return now.isEmpty()
              ? MessageIndex.none(folder)
              : read(tx, now.get(), false).orElseThrow();
        });
  }

  /**
   * UIDs and flags now.
   *
   * @return empty if more than {@link dev.freehold.mail.MailLimits#MAX_INDEXED_KEYWORDS} different
   *     sets of keywords are in use
   */
  public Optional<MessageIndex> flags(Folder folder) {
    return database.read(
        tx -> {
          Optional<Folder> now = FolderChanges.now(tx, folder);
          return now.isEmpty() ? Optional.of(MessageIndex.none(folder)) : read(tx, now.get(), true);
        });
  }

  private Optional<MessageIndex> read(Handle tx, Folder now, boolean hasFlags) {
    if (OwnerLists.isPurged(tx, now.tenantId(), now.mailboxId())) {
      // Rows go without a mod-sequence then.
      forget(now.id());
      return rows.read(tx, now, hasFlags);
    }
    Optional<MessageIndex> before = find(now.id()).filter(one -> !hasFlags || one.hasFlags());
    if (before.isPresent() && before.get().folder().highestModSeq() == now.highestModSeq()) {
      return before;
    }
    Optional<MessageIndex> fresh =
        before
            .filter(one -> one.folder().highestModSeq() < now.highestModSeq())
            .flatMap(one -> rows.update(tx, one, now))
            .or(() -> rows.read(tx, now, hasFlags));
    fresh.ifPresent(this::remember);
    return fresh;
  }

  private synchronized Optional<MessageIndex> find(UUID folderId) {
    return Optional.ofNullable(known.get(folderId));
  }

  private synchronized void forget(UUID folderId) {
    MessageIndex forgotten = known.remove(folderId);
    bytes -= forgotten == null ? 0 : forgotten.bytes();
  }

  private synchronized void remember(MessageIndex fresh) {
    MessageIndex before = known.get(fresh.folder().id());
    if (before != null && isNewer(before, fresh)) {
      return;
    }
    forget(fresh.folder().id());
    if (fresh.bytes() > maxBytes / 2) {
      return;
    }
    known.put(fresh.folder().id(), fresh);
    bytes += fresh.bytes();
    while (bytes > maxBytes) {
      Map.Entry<UUID, MessageIndex> eldest = known.pollFirstEntry();
      bytes -= eldest.getValue().bytes();
    }
  }

  private static boolean isNewer(MessageIndex one, MessageIndex other) {
    return one.folder().highestModSeq() > other.folder().highestModSeq();
  }

  /** How much memory they take, for tests. */
  synchronized long bytes() {
    return bytes;
  }
}
