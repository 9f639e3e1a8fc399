package dev.freehold.mail.messages;

import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Changes flags page by page, in the caller's transaction, which holds the folder. All messages
 * that the change alters get one new mod-sequence. For one thread.
 */
final class FlagWriter {

  private static final FolderChanges.Counts NOTHING = new FolderChanges.Counts(0, 0, 0);

  private final Handle tx;
  private final Folder folder;
  private final Function<StoredMessage, MessageFlags> change;
  private final List<MessageRanges.Changed> changed = new ArrayList<>();
  private long modSeq;

  /**
   * Changes nothing yet.
   *
   * @param change gives a message's new flags
   */
  FlagWriter(Handle tx, Folder folder, Function<StoredMessage, MessageFlags> change) {
    this.tx = tx;
    this.folder = folder;
    this.change = change;
  }

  /** Changes these messages, of which there are few enough for one statement. */
  void change(List<StoredMessage> page) {
    Map<MessageFlags, List<Long>> uidsByFlags = new HashMap<>();
    for (StoredMessage message : page) {
      MessageFlags after = change.apply(message);
      if (after.equals(message.flags())) {
        changed.add(new MessageRanges.Changed(message.flags(), message));
      } else {
        modSeq = modSeq == 0 ? FolderChanges.remove(tx, folder, NOTHING) : modSeq;
        uidsByFlags.computeIfAbsent(after, _ -> new ArrayList<>()).add(message.uid());
        changed.add(new MessageRanges.Changed(message.flags(), message.with(modSeq, after)));
      }
    }
    uidsByFlags.forEach(
        (flags, uids) -> MessageRangeRows.setFlags(tx, folder, uids, flags, modSeq));
  }

  /** All messages that were given to {@link #change}, in the same order. */
  List<MessageRanges.Changed> changed() {
    return changed;
  }
}
