package dev.freehold.mail.migration.sync;

/**
 * What one run of a batch has brought, to a mailbox or to all of them.
 *
 * @param newItems messages that were stored
 * @param changedItems messages whose flags were changed as at the source
 * @param movedItems messages that are in another folder now, as at the source
 * @param removedItems messages that were removed, as at the source
 * @param keptItems messages that changed at the source and are left as they are here, because
 *     somebody changed them here or the law holds them
 * @param askedItems messages whose removal waits until somebody approves of it
 */
public record SyncCounts(
    long newItems,
    long changedItems,
    long movedItems,
    long removedItems,
    long keptItems,
    long askedItems) {

  /** Nothing. */
  public static final SyncCounts NONE = new SyncCounts(0, 0, 0, 0, 0, 0);

  /** Messages that came, and moves. */
  public static SyncCounts copied(long fresh, long moved) {
    return new SyncCounts(fresh, 0, moved, 0, 0, 0);
  }
}
