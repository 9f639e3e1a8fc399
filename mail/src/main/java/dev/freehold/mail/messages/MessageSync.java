package dev.freehold.mail.messages;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.folders.FolderChanges;
import dev.freehold.mail.mailboxes.Folder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Changes messages as they were changed on another server, unless somebody has changed them here,
 * which their mod-sequence tells. Each method works in the caller's transaction and takes at most
 * {@link MailLimits#MAX_MESSAGES_PER_CALL} messages. Safe for use by many threads.
 */
public final class MessageSync {

  private final MessageRemoval removal;

  /** Changes what {@code messages} keeps. */
  public MessageSync(Messages messages) {
    this.removal = messages.removal;
  }

  /** The messages of these UIDs that are there, by UID. */
  public Map<Long, StoredMessage> find(Handle tx, Folder folder, List<Long> uids) {
    return uids.isEmpty()
        ? Map.of()
        : MessageRows.byUids(tx, folder, uids).stream()
            .collect(Collectors.toMap(StoredMessage::uid, message -> message));
  }

  /**
   * Gives messages other flags; {@code \Recent} stays.
   *
   * @param known the mod-sequences with which nobody has changed them since
   * @param flags their flags from now on, for all that are {@code known}
   * @return the mod-sequences now of those that were there and unchanged
   * @throws dev.freehold.mail.MailException {@code folder-not-found}
   */
  public Map<Long, Long> setFlags(
      Handle tx, Folder folder, Map<Long, Long> known, Map<Long, MessageFlags> flags) {
    FlagWriter writer =
        new FlagWriter(
            tx,
            folder,
            message ->
                new FlagChange(FlagChange.Mode.REPLACE, flags.get(message.uid()))
                    .applyTo(message.flags()));
    writer.change(unchanged(tx, folder, known));
    Map<Long, Long> modSeqs = new HashMap<>();
    writer.changed().forEach(each -> modSeqs.put(each.now().uid(), each.now().modSeq()));
    return modSeqs;
  }

  /**
   * Removes messages for good.
   *
   * @param known the mod-sequences with which nobody has changed them since
   * @return the UIDs of those that were there and unchanged
   * @throws dev.freehold.mail.MailException {@code folder-not-found}
   * @throws dev.freehold.custody.CustodyException {@code LEGAL_HOLD} if the mailbox is held and
   *     there is any of them
   */
  public Set<Long> remove(Handle tx, Folder folder, Map<Long, Long> known) {
    List<Long> uids = unchanged(tx, folder, known).stream().map(StoredMessage::uid).toList();
    Set<Long> removed = new HashSet<>();
    if (!uids.isEmpty()) {
      removal.remove(tx, folder, uids).messages().forEach(each -> removed.add(each.uid()));
    }
    return removed;
  }

  /** Holds the folder, so that they stay so. */
  private static List<StoredMessage> unchanged(Handle tx, Folder folder, Map<Long, Long> known) {
    MailLimits.requirePage(known.size());
    FolderChanges.lock(tx, List.of(folder));
    return MessageRows.byUids(tx, folder, known.keySet().stream().sorted().toList()).stream()
        .filter(message -> known.get(message.uid()) == message.modSeq())
        .toList();
  }
}
