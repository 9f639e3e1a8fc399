package dev.freehold.mail.migration.sync;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageSync;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mail.migration.imap.ImapMessage;
import dev.freehold.mail.migration.imap.MigrationLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps what became of messages that have come in a folder. Safe for use by many threads. */
public final class Arrivals {

  private static final MessageFlags RECENT = MessageFlags.of(MessageFlag.RECENT);

  private final MessageSync messages;

  /** Keeps what became of messages that {@code messages} changes. */
  public Arrivals(MessageSync messages) {
    this.messages = messages;
  }

  /**
   * A message of the source that was dealt with.
   *
   * @param hereUid the message here that stands for it; 0 if there is none of its own
   * @param modSeq that message's, if it was stored just now; else 0
   * @param sizeBytes its length
   * @param match what was found of it among messages that are gone elsewhere
   */
  public record Arrival(
      ImapMessage message,
      long hereUid,
      long modSeq,
      long sizeBytes,
      Optional<Vanished.Match> match) {

    private Optional<Followed> was(Vanished.Kind kind) {
      return match.filter(found -> found.kind() == kind).flatMap(Vanished.Match::found);
    }
  }

  /**
   * Keeps them in the caller's transaction.
   *
   * @param folder the number of the folder in the batch
   * @param target the folder here
   * @return how many were moved at the source
   */
  public int keep(
      Handle tx,
      SyncKey key,
      int folder,
      Folder target,
      List<Arrival> arrivals,
      Removals.Targets targets) {
    List<Long> known =
        arrivals.stream()
            .filter(each -> each.hereUid() > 0 && each.modSeq() == 0)
            .map(Arrival::hereUid)
            .toList();
    Map<Long, StoredMessage> there = messages.find(tx, target, known);
    List<Followed> rows = new ArrayList<>();
    int moved = 0;
    for (Arrival each : arrivals) {
      if (each.message().uid() > MigrationLimits.MAX_UID) {
        continue; // No sound server has it; it is copied, and that is all.
      }
      Optional<Followed> elsewhere = each.was(Vanished.Kind.ELSEWHERE);
      if (elsewhere.isPresent()) {
        moved++;
        boolean isOurs = leave(tx, key, elsewhere.get(), each, target, targets);
        rows.add(row(folder, each, each.hereUid(), isOurs ? each.modSeq() : 0));
      } else {
        rows.add(row(tx, key, folder, each, Optional.ofNullable(there.get(each.hereUid()))));
      }
    }
    FollowedRows.put(tx, key, rows);
    return moved;
  }

  private static Followed row(
      Handle tx, SyncKey key, int folder, Arrival each, Optional<StoredMessage> there) {
    Optional<Followed> here = each.was(Vanished.Kind.HERE);
    Optional<Followed> declined = each.was(Vanished.Kind.DECLINED);
    here.or(() -> declined)
        .ifPresent(was -> FollowedRows.forget(tx, key, was.folder(), List.of(was.uid())));
    if (here.isPresent()) {
      // With the flags that were seen last, so that the next run sees what has changed since.
      Followed was = here.get();
      return new Followed(
          folder,
          each.message().uid(),
          was.hereUid(),
          was.modSeq(),
          was.flagsHash(),
          each.message().internalDate(),
          each.sizeBytes(),
          Followed.PRESENT);
    }
    if (declined.isPresent()) {
      return row(folder, each, 0, 0);
    }
    // One that has other flags here has been changed here.
    long modSeq =
        there
            .filter(found -> found.flags().minus(RECENT).equals(each.message().flags()))
            .map(StoredMessage::modSeq)
            .orElse(each.modSeq());
    return row(folder, each, each.hereUid(), modSeq);
  }

  private static Followed row(int folder, Arrival each, long hereUid, long modSeq) {
    return new Followed(
        folder,
        each.message().uid(),
        hereUid,
        modSeq,
        Followed.hash(each.message().flags()),
        each.message().internalDate(),
        each.sizeBytes(),
        Followed.PRESENT);
  }

  /**
   * The message was stored once more where it is now. What somebody has changed of it where it was
   * goes with it.
   *
   * @return true if nobody has changed it
   */
  private boolean leave(
      Handle tx, SyncKey key, Followed was, Arrival each, Folder target, Removals.Targets targets) {
    Optional<StoredMessage> before =
        targets
            .of(was.folder())
            .map(folder -> messages.find(tx, folder, List.of(was.hereUid())))
            .map(found -> found.get(was.hereUid()));
    boolean isChanged = before.isPresent() && before.get().modSeq() != was.modSeq();
    if (isChanged) {
      messages.setFlags(
          tx,
          target,
          Map.of(each.hereUid(), each.modSeq()),
          Map.of(each.hereUid(), before.get().flags().minus(RECENT)));
    }
    FollowedRows.put(
        tx,
        key,
        List.of(
            new Followed(
                was.folder(),
                was.uid(),
                was.hereUid(),
                before.map(StoredMessage::modSeq).orElse(was.modSeq()),
                was.flagsHash(),
                was.messageDate(),
                was.sizeBytes(),
                Followed.MOVED)));
    return !isChanged;
  }
}
