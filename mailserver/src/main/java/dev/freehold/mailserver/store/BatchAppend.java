package dev.freehold.mailserver.store;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageBatch;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mailserver.append.IncomingMessage;
import dev.freehold.mailserver.append.IncomingMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.store.quota.QuotaChecker;

/** Seals messages while they are read, and stores them in one transaction. For one command. */
final class BatchAppend {

  private final SessionMail session;
  private final LocalChanges changes;
  private final QuotaChecker quota;
  private final boolean isRecent;
  private final List<NewMessage> added = new ArrayList<>();
  private long announcedBytes;

  /**
   * @param quota as it was before
   * @param isRecent whether they are recent for the next session
   */
  BatchAppend(SessionMail session, LocalChanges changes, QuotaChecker quota, boolean isRecent) {
    this.session = session;
    this.changes = changes;
    this.quota = quota;
    this.isRecent = isRecent;
  }

  /**
   * Stores all messages or none.
   *
   * @throws IOException if they cannot be read
   */
  List<MessageMetaData> run(Mailbox mailbox, IncomingMessages messages)
      throws MailboxException, IOException {
    MailboxHolder holder = session.requireHolder();
    Folder folder = session.folder(mailbox);
    List<MessageRef> stored;
    try {
      stored =
          StoreCalls.run(
              mailbox.getName(),
              () -> {
                try (MessageBatch batch =
                    session.mail().messages().batch(holder.mailbox(), folder, holder.requester())) {
                  addAll(messages, batch);
                  return store(folder, batch);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    Instant now = session.mail().clock().instant();
    List<MessageMetaData> told = new ArrayList<>();
    for (int at = 0; at < stored.size(); at++) {
      told.add(SealedMessage.metaData(row(stored.get(at), added.get(at), now)));
    }
    return told;
  }

  private List<MessageRef> store(Folder folder, MessageBatch batch) {
    try (LocalChanges.Underway _ = changes.begin(List.of(folder.id()))) {
      List<MessageRef> stored = batch.store();
      stored.forEach(one -> changes.made(folder.id(), one.modSeq()));
      return stored;
    }
  }

  private void addAll(IncomingMessages messages, MessageBatch batch)
      throws MailboxException, IOException {
    Optional<IncomingMessage> next = messages.next();
    while (next.isPresent()) {
      IncomingMessage message = next.get();
      announcedBytes += message.announcedBytes();
      quota.tryAddition(batch.size() + 1L, announcedBytes);
      NewMessage wanted = wanted(message);
      try (InputStream content = message.open()) {
        batch.add(wanted, content);
      }
      added.add(wanted);
      next = messages.next();
    }
  }

  private NewMessage wanted(IncomingMessage message) throws IOException {
    Flags flags = new Flags(message.flags());
    flags.remove(Flags.Flag.USER);
    if (isRecent) {
      flags.add(Flags.Flag.RECENT);
    }
    return new NewMessage(
        FlagNames.fromJames(flags),
        message
            .date()
            .map(OffsetDateTime::toInstant)
            .orElseGet(() -> session.mail().clock().instant()),
        message.date().map(OffsetDateTime::getOffset).orElse(ZoneOffset.UTC),
        MessageProperties.NONE,
        message.sizeBytes(),
        Optional.empty());
  }

  private static StoredMessage row(MessageRef ref, NewMessage message, Instant now) {
    return new StoredMessage(
        ref.uid(),
        ref.modSeq(),
        message.flags(),
        message.internalDate(),
        message.internalZone(),
        now,
        ref.sizeBytes(),
        0,
        ref.objectId());
  }
}
