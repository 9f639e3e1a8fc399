package dev.freehold.mailserver.store;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.StoredMessage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaCountUsage;
import org.apache.james.core.quota.QuotaSizeUsage;
import org.apache.james.events.Event;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.model.MailboxACL;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.event.EventFactory;

/** James's events for changes that no session of this process made. */
final class FolderEvents {

  private static final Username ELSEWHERE = Username.of("elsewhere");

  /** Is no session's. */
  private static final MailboxSession.SessionId NO_SESSION = MailboxSession.SessionId.of(-1);

  private static final UUID NO_OBJECT = new UUID(0, 0);

  private FolderEvents() {}

  static Event added(Folder folder, List<StoredMessage> messages) {
    return EventFactory.added()
        .randomEventId()
        .user(ELSEWHERE)
        .sessionId(NO_SESSION)
        .mailboxId(new FolderId(folder.id()))
        .mailboxPath(path(folder))
        .addMetaData(messages.stream().map(SealedMessage::metaData).toList())
        .isDelivery(false)
        .build();
  }

  /** Of messages that are gone the UIDs alone are known, and nothing else is asked for. */
  static Event expunged(Folder folder, List<Long> uids) {
    return EventFactory.expunged()
        .randomEventId()
        .user(ELSEWHERE)
        .sessionId(NO_SESSION)
        .mailboxId(new FolderId(folder.id()))
        .mailboxPath(path(folder))
        .addMetaData(
            uids.stream()
                .map(uid -> SealedMessage.metaData(gone(uid, folder.highestModSeq())))
                .toList())
        .build();
  }

  private static StoredMessage gone(long uid, long modSeq) {
    return new StoredMessage(
        uid,
        modSeq,
        MessageFlags.NONE,
        Instant.EPOCH,
        ZoneOffset.UTC,
        Instant.EPOCH,
        0,
        0,
        NO_OBJECT);
  }

  static Event flagsUpdated(Folder folder, List<StoredMessage> messages) {
    return EventFactory.flagsUpdated()
        .randomEventId()
        .user(ELSEWHERE)
        .sessionId(NO_SESSION)
        .mailboxId(new FolderId(folder.id()))
        .mailboxPath(path(folder))
        .updatedFlags(messages.stream().map(FolderEvents::updated).toList())
        .build();
  }

  /**
   * Which flags a message had is not known. With the opposite of each, sessions see that there is
   * something to tell; {@code \Recent} has to look unchanged.
   */
  private static UpdatedFlags updated(StoredMessage message) {
    Set<MessageFlag> opposite =
        Set.of(MessageFlag.values()).stream()
            .filter(flag -> (flag == MessageFlag.RECENT) == message.flags().has(flag))
            .collect(Collectors.toSet());
    return UpdatedFlags.builder()
        .uid(MessageUid.of(message.uid()))
        .messageId(new ObjectMessageId(message.objectId()))
        .modSeq(ModSeq.of(message.modSeq()))
        .oldFlags(FlagNames.toJames(new MessageFlags(opposite, Set.of())))
        .newFlags(FlagNames.toJames(message.flags()))
        .build();
  }

  static Event deleted(Folder folder) {
    return EventFactory.mailboxDeleted()
        .randomEventId()
        .user(ELSEWHERE)
        .sessionId(NO_SESSION)
        .mailboxId(new FolderId(folder.id()))
        .mailboxPath(path(folder))
        .quotaRoot(QuotaRoot.quotaRoot(ELSEWHERE.asString(), Optional.empty()))
        .mailboxACL(new MailboxACL())
        .quotaCount(QuotaCountUsage.count(folder.messageCount()))
        .quotaSize(QuotaSizeUsage.size(folder.totalBytes()))
        .build();
  }

  static Event renamed(Folder before, Folder now) {
    return EventFactory.mailboxRenamed()
        .randomEventId()
        .user(ELSEWHERE)
        .sessionId(NO_SESSION)
        .mailboxId(new FolderId(now.id()))
        .oldPath(path(before))
        .newPath(path(now))
        .build();
  }

  private static MailboxPath path(Folder folder) {
    return MailboxPath.forUser(ELSEWHERE, folder.path());
  }
}
