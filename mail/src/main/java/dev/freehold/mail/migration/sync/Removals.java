package dev.freehold.mail.migration.sync;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageSync;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Removes here what is at the source no more, once all of the source was seen. What somebody has
 * changed here stays, and so does everything in a mailbox under a legal hold. More than a limit is
 * removed only after somebody has approved of it. Safe for use by many threads.
 */
public final class Removals {

  /** The code of a mailbox in which removals wait for approval. */
  public static final String ASKED = "migration-deletions-pending";

  private static final int PAGE = MailLimits.MAX_MESSAGES_PER_CALL / 2;

  private final Database database;
  private final MessageSync messages;

  /** Removes what is kept in {@code database}. */
  public Removals(Database database, MessageSync messages) {
    this.database = database;
    this.messages = messages;
  }

  /** Finds the folder here of the folder at the source with a number. */
  @FunctionalInterface
  public interface Targets {

    /** The folder; empty if it is gone. */
    Optional<Folder> of(int folder);
  }

  /** What to do about messages that are gone. */
  private enum Verdict {
    REMOVE,
    ASK,
    LEAVE
  }

  /**
   * Removes the next of them.
   *
   * @param limit how many messages of the mailbox are removed without approval; also, no more than
   *     half of those that the batch has brought
   * @param sawAll whether the source has shown all folders and messages that it has; if not, one
   *     that is gone may be among the others and stays
   * @return true if there was anything to do
   */
  public boolean next(SyncKey key, int limit, boolean sawAll, Targets targets, SyncCommit commit) {
    FollowedRows.Balance balance = database.read(tx -> FollowedRows.balance(tx, key));
    SyncRows.Row sync = database.read(tx -> SyncRows.get(tx, key));
    Verdict verdict = verdict(balance, limit, sync.approvedItems(), sawAll);
    List<Followed> page =
        database.read(tx -> FollowedRows.removable(tx, key, verdict == Verdict.REMOVE, PAGE));
    if (!page.isEmpty()) {
      remove(key, page, targets.of(page.getFirst().folder()), commit);
      return true;
    }
    if (verdict == Verdict.ASK && sync.askedItems() != balance.gone()) {
      commit.commit(
          tx -> {
            SyncRows.ask(tx, key, balance.gone());
            return null;
          });
      return true;
    }
    if (verdict == Verdict.REMOVE && sync.approvedItems() > 0) {
      commit.commit(
          tx -> {
            SyncRows.approvalIsUsed(tx, key);
            return null;
          });
      return true;
    }
    return false;
  }

  private static Verdict verdict(
      FollowedRows.Balance balance, int limit, long approved, boolean sawAll) {
    if (!sawAll) {
      return Verdict.LEAVE;
    }
    boolean isMuch = balance.gone() > limit || balance.gone() * 2 > balance.known();
    return isMuch && balance.gone() > approved ? Verdict.ASK : Verdict.REMOVE;
  }

  private void remove(
      SyncKey key, List<Followed> page, Optional<Folder> target, SyncCommit commit) {
    try {
      commit.commit(
          tx -> {
            remove(tx, key, page, target);
            return null;
          });
    } catch (CustodyException e) {
      if (e.error() != CustodyError.LEGAL_HOLD) {
        throw e;
      }
      List<Long> uids = page.stream().map(Followed::uid).toList();
      commit.commit(
          tx -> {
            keep(tx, key, page.getFirst().folder(), uids);
            return null;
          });
    }
  }

  private void remove(Handle tx, SyncKey key, List<Followed> page, Optional<Folder> target) {
    Map<Long, Long> known = new HashMap<>();
    page.stream()
        .filter(row -> row.hereUid() > 0)
        .forEach(row -> known.put(row.hereUid(), row.modSeq()));
    boolean isHere = target.isPresent() && !known.isEmpty();
    Set<Long> removed = isHere ? messages.remove(tx, target.get(), known) : Set.of();
    Set<Long> left =
        isHere ? messages.find(tx, target.get(), List.copyOf(known.keySet())).keySet() : Set.of();
    List<Long> kept = new ArrayList<>();
    List<Long> done = new ArrayList<>();
    long removedItems = 0;
    for (Followed row : page) {
      (left.contains(row.hereUid()) ? kept : done).add(row.uid());
      removedItems += row.gone() == Followed.GONE && removed.contains(row.hereUid()) ? 1 : 0;
    }
    int folder = page.getFirst().folder();
    FollowedRows.forget(tx, key, folder, done);
    SyncRows.removed(tx, key, folder, removed.size());
    keep(tx, key, folder, kept);
    SyncRows.add(tx, key, new SyncCounts(0, 0, 0, removedItems, 0, 0));
  }

  private static void keep(Handle tx, SyncKey key, int folder, List<Long> uids) {
    FollowedRows.setGone(tx, key, folder, uids, Followed.KEPT);
    SyncRows.add(tx, key, new SyncCounts(0, 0, 0, 0, uids.size(), 0));
  }
}
