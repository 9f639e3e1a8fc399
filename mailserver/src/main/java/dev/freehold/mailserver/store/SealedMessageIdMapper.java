package dev.freehold.mailserver.store;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageRanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.FlagsUpdateCalculator;
import org.apache.james.mailbox.store.mail.MessageIdMapper;
import org.apache.james.mailbox.store.mail.MessageMapper.FetchType;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/** Messages of one session's mailbox by the objects that hold them, wherever they are. */
final class SealedMessageIdMapper implements MessageIdMapper {

  private final SessionMail session;
  private final SealedMessageMapper messages;

  SealedMessageIdMapper(SessionMail session, SealedMessageMapper messages) {
    this.session = session;
    this.messages = messages;
  }

  @Override
  public List<MailboxMessage> find(Collection<MessageId> ids, FetchType type) {
    return unchecked(
        () -> {
          if (type == FetchType.METADATA || ids.isEmpty()) {
            return new ArrayList<>(found(ids));
          }
          session.requireAccess();
          return new ArrayList<>(found(ids, session::headersAsked));
        });
  }

  private List<SealedMessage> found(Collection<MessageId> ids) throws MailboxException {
    return found(ids, MessagePages.Told.NOBODY);
  }

  private List<SealedMessage> found(Collection<MessageId> ids, MessagePages.Told told)
      throws MailboxException {
    List<UUID> objectIds =
        ids.stream()
            .filter(ObjectMessageId.class::isInstance)
            .map(id -> ((ObjectMessageId) id).id())
            .distinct()
            .toList();
    List<SealedMessage> found = new ArrayList<>();
    for (MessageRanges.Placed placed :
        session.mail().ranges().ofObjects(session.requireHolder().mailbox(), objectIds)) {
      Folder folder = session.folder(new FolderId(placed.folderId()));
      told.page(folder, List.of(placed.message()));
      found.add(session.toJames(folder, placed.message()));
    }
    return found;
  }

  @Override
  public Publisher<ComposedMessageIdWithMetaData> findMetadata(MessageId id) {
    return StoreCalls.mono(id.serialize(), () -> found(List.of(id)))
        .flatMapIterable(all -> all)
        .map(SealedMessage::getComposedMessageIdWithMetaData);
  }

  @Override
  public List<MailboxId> findMailboxes(MessageId id) {
    return find(List.of(id), FetchType.METADATA).stream()
        .map(MailboxMessage::getMailboxId)
        .distinct()
        .toList();
  }

  /** The UID that the message has is not kept: the store takes a new one. */
  @Override
  public void save(MailboxMessage message) throws MailboxException {
    add(message, session.toJames(session.current(message.getMailboxId())));
  }

  @Override
  public void copyInMailbox(MailboxMessage message, Mailbox mailbox) throws MailboxException {
    boolean isInIt =
        found(List.of(message.getMessageId())).stream()
            .anyMatch(one -> one.getMailboxId().equals(mailbox.getMailboxId()));
    if (!isInIt) {
      add(message, mailbox);
    }
  }

  private void add(MailboxMessage message, Mailbox mailbox) throws MailboxException {
    List<SealedMessage> there = found(List.of(message.getMessageId()));
    MessageMetaData added =
        there.isEmpty() ? messages.add(mailbox, message) : messages.copy(mailbox, there.getFirst());
    message.setUid(added.getUid());
    message.setModSeq(added.getModSeq());
  }

  @Override
  public void delete(MessageId id) {
    unchecked(() -> delete(found(List.of(id))));
  }

  @Override
  public void delete(MessageId id, Collection<MailboxId> mailboxes) {
    unchecked(
        () ->
            delete(
                found(List.of(id)).stream()
                    .filter(message -> mailboxes.contains(message.getMailboxId()))
                    .toList()));
  }

  private Void delete(List<SealedMessage> found) throws MailboxException {
    for (SealedMessage message : found) {
      Mailbox mailbox = session.toJames(session.current(message.getMailboxId()));
      messages.deleteMessages(mailbox, List.of(message.getUid()));
    }
    return null;
  }

  @Override
  public Mono<Multimap<MailboxId, UpdatedFlags>> setFlags(
      MessageId id, List<MailboxId> mailboxes, Flags flags, MessageManager.FlagsUpdateMode mode) {
    return StoreCalls.mono(
        id.serialize(),
        () -> {
          FlagsUpdateCalculator calculator = new FlagsUpdateCalculator(flags, mode);
          ImmutableListMultimap.Builder<MailboxId, UpdatedFlags> updated =
              ImmutableListMultimap.builder();
          for (SealedMessage message : found(List.of(id))) {
            if (mailboxes.contains(message.getMailboxId())) {
              Mailbox mailbox = session.toJames(session.current(message.getMailboxId()));
              messages
                  .updateFlags(mailbox, calculator, message.getUid().toRange())
                  .forEachRemaining(one -> updated.put(message.getMailboxId(), one));
            }
          }
          return updated.build();
        });
  }

  /** James declares no exception here. */
  private static <T> T unchecked(StoreCalls.Work<T> work) {
    try {
      return StoreCalls.run("message", work);
    } catch (MailboxException e) {
      throw Exceptions.propagate(e);
    }
  }
}
