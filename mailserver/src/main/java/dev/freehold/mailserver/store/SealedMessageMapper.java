package dev.freehold.mailserver.store;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageCopies;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.MessageRanges;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.mail.messages.MessageRemoval;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mailserver.hints.DeliveryDate;
import dev.freehold.mailserver.hints.UnchangedSince;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.mail.Flags;
import org.apache.james.mailbox.ApplicableFlagBuilder;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxCounters;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.UpdatedFlags;
import org.apache.james.mailbox.store.FlagsUpdateCalculator;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Messages of one session's mailbox. Each method is one transaction. */
final class SealedMessageMapper implements MessageMapper {

  /** A keyword that nobody has: an addition or removal leaves it, a replacement does not. */
  private static final String PROBE = "dev.freehold.probe";

  private final SessionMail session;
  private final SealedMail mail;
  private final LocalChanges changes;
  private final Optional<UnchangedSince> condition;

  /**
   * @param condition which messages' flags may be changed; empty for all
   */
  SealedMessageMapper(
      SessionMail session, LocalChanges changes, Optional<UnchangedSince> condition) {
    this.session = session;
    this.mail = session.mail();
    this.changes = changes;
    this.condition = condition;
  }

  @Override
  public Iterator<MailboxMessage> findInMailbox(
      Mailbox mailbox, MessageRange set, FetchType type, int limit) throws MailboxException {
    Folder folder = session.folder(mailbox);
    MessagePages.Told told = MessagePages.Told.NOBODY;
    if (type != FetchType.METADATA) {
      session.requireAccess();
      told = session::headersAsked;
    }
    return new MessagePages(mail.ranges(), folder, uids(set), limit, session::toJames, told);
  }

  @Override
  public Flux<MailboxMessage> findInMailboxReactive(
      Mailbox mailbox, MessageRange set, FetchType type, int limit) {
    return Mono.fromCallable(() -> once(findInMailbox(mailbox, set, type, limit)))
        .flatMapMany(Flux::fromIterable)
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static <T> Iterable<T> once(Iterator<T> iterator) {
    return () -> iterator;
  }

  @Override
  public List<MessageUid> retrieveMessagesMarkedForDeletion(Mailbox mailbox, MessageRange set)
      throws MailboxException {
    return toJames(mail.ranges().deleted(session.folder(mailbox), uids(set)));
  }

  @Override
  public long countMessagesInMailbox(Mailbox mailbox) throws MailboxException {
    return session.find(mailbox.getMailboxId()).map(Folder::messageCount).orElse(0L);
  }

  @Override
  public MailboxCounters getMailboxCounters(Mailbox mailbox) throws MailboxException {
    return MailboxCounters.builder()
        .mailboxId(mailbox.getMailboxId())
        .count(countMessagesInMailbox(mailbox))
        .unseen(mail.ranges().countUnseen(session.folder(mailbox)))
        .build();
  }

  @Override
  public void delete(Mailbox mailbox, MailboxMessage message) throws MailboxException {
    deleteMessages(mailbox, List.of(message.getUid()));
  }

  /** The metadata has the mod-sequence of the removal. */
  @Override
  public Map<MessageUid, MessageMetaData> deleteMessages(Mailbox mailbox, List<MessageUid> uids)
      throws MailboxException {
    // Who is locked out destroys nothing either.
    session.requireAccess();
    Folder folder = session.folder(mailbox);
    Map<MessageUid, MessageMetaData> data = new LinkedHashMap<>();
    remove(mailbox, folder, uids)
        .messages()
        .forEach(
            message -> data.put(MessageUid.of(message.uid()), SealedMessage.metaData(message)));
    return data;
  }

  private MessageRemoval.Removed remove(Mailbox mailbox, Folder folder, List<MessageUid> uids)
      throws MailboxException {
    try (LocalChanges.Underway _ = changes.begin(List.of(folder.id()))) {
      MessageRemoval.Removed removed =
          StoreCalls.run(
              mailbox.getName(),
              () ->
                  mail.removal()
                      .remove(folder, uids.stream().map(MessageUid::asLong).sorted().toList()));
      if (!removed.messages().isEmpty()) {
        changes.made(folder.id(), removed.modSeq());
      }
      return removed;
    }
  }

  /** {@inheritDoc} Null, as James wants it, if every message was seen. */
  @Override
  public MessageUid findFirstUnseenMessageUid(Mailbox mailbox) throws MailboxException {
    return mail.ranges().firstUnseen(session.folder(mailbox)).map(MessageUid::of).orElse(null);
  }

  @Override
  public List<MessageUid> findRecentMessageUidsInMailbox(Mailbox mailbox) throws MailboxException {
    return toJames(mail.ranges().recent(session.folder(mailbox)));
  }

  @Override
  public MessageMetaData add(Mailbox mailbox, MailboxMessage message) throws MailboxException {
    try (InputStream content = message.getFullContent()) {
      MessageMetaData added =
          append(
              mailbox,
              new NewMessage(
                  FlagNames.fromJames(message.createFlags()),
                  message.getInternalDate().toInstant(),
                  DeliveryDate.zoneOf(message.getInternalDate()),
                  MessageProperties.NONE,
                  OptionalLong.of(message.getFullContentOctets()),
                  Optional.empty()),
              content);
      message.setUid(added.getUid());
      message.setModSeq(added.getModSeq());
      return added;
    } catch (IOException e) {
      throw new MailboxException("the message could not be read", e);
    }
  }

  /**
   * Seals a message while it is read, and stores it.
   *
   * @throws IOException if and only if {@code content} throws it
   */
  MessageMetaData append(Mailbox mailbox, NewMessage message, InputStream content)
      throws MailboxException, IOException {
    MailboxHolder holder = session.requireHolder();
    Folder folder = session.folder(mailbox);
    try (LocalChanges.Underway _ = changes.begin(List.of(folder.id()))) {
      MessageRef ref =
          StoreCalls.run(
              mailbox.getName(),
              () -> {
                try {
                  return mail.messages()
                      .append(holder.mailbox(), folder, message, content, holder.requester());
                } catch (IOException e) {
                  throw new UnreadableContent(e);
                }
              });
      changes.made(folder.id(), ref.modSeq());
      return SealedMessage.metaData(
          new StoredMessage(
              ref.uid(),
              ref.modSeq(),
              message.flags(),
              message.internalDate(),
              message.internalZone(),
              mail.clock().instant(),
              ref.sizeBytes(),
              0,
              ref.objectId()));
    } catch (UnreadableContent e) {
      throw e.cause;
    }
  }

  @Override
  public Iterator<UpdatedFlags> updateFlags(
      Mailbox mailbox, FlagsUpdateCalculator calculator, MessageRange set) throws MailboxException {
    Folder folder = session.folder(mailbox);
    try (LocalChanges.Underway _ = changes.begin(List.of(folder.id()))) {
      List<MessageRanges.Changed> changed =
          StoreCalls.run(
              mailbox.getName(),
              () ->
                  mail.ranges()
                      .changeFlags(
                          folder,
                          uids(set),
                          message ->
                              mayChange(message)
                                  ? applied(calculator, message.flags())
                                  : message.flags()));
      changed.stream()
          .filter(one -> !one.before().equals(one.now().flags()))
          .findFirst()
          .ifPresent(one -> changes.made(folder.id(), one.now().modSeq()));
      return toJamesChanges(condition.map(one -> one.without(changed)).orElse(changed)).iterator();
    }
  }

  private boolean mayChange(StoredMessage message) {
    return condition.map(one -> one.isMet(message.modSeq())).orElse(true);
  }

  /** A replacement leaves {@code \Recent} as it is (RFC 9051 section 6.4.6). */
  private static MessageFlags applied(FlagsUpdateCalculator calculator, MessageFlags before) {
    MessageFlags after = FlagNames.fromJames(calculator.buildNewFlags(FlagNames.toJames(before)));
    boolean isReplacement = !calculator.buildNewFlags(new Flags(PROBE)).contains(PROBE);
    return isReplacement && before.has(MessageFlag.RECENT)
        ? after.plus(MessageFlags.of(MessageFlag.RECENT))
        : after;
  }

  @Override
  public List<UpdatedFlags> resetRecent(Mailbox mailbox) throws MailboxException {
    return toJamesChanges(mail.ranges().resetRecent(session.folder(mailbox)));
  }

  @Override
  public MessageMetaData copy(Mailbox mailbox, MailboxMessage original) throws MailboxException {
    return onlyOne(copy(mailbox, List.of(original)));
  }

  @Override
  public List<MessageMetaData> copy(Mailbox mailbox, List<MailboxMessage> originals)
      throws MailboxException {
    return transfer(mailbox, originals, mail.copies()::copy);
  }

  @Override
  public MessageMetaData move(Mailbox mailbox, MailboxMessage original) throws MailboxException {
    return onlyOne(move(mailbox, List.of(original)));
  }

  @Override
  public List<MessageMetaData> move(Mailbox mailbox, List<MailboxMessage> originals)
      throws MailboxException {
    return transfer(mailbox, originals, mail.copies()::move);
  }

  @Override
  public Mono<List<MessageMetaData>> moveReactive(Mailbox mailbox, List<MailboxMessage> originals) {
    return StoreCalls.mono(mailbox.getName(), () -> move(mailbox, originals));
  }

  private static MessageMetaData onlyOne(List<MessageMetaData> made) throws MailboxException {
    return made.stream()
        .findFirst()
        .orElseThrow(() -> new MailboxException("the message was expunged meanwhile"));
  }

  /** James takes the originals of one call from one folder. */
  private List<MessageMetaData> transfer(
      Mailbox mailbox, List<MailboxMessage> originals, Transfer transfer) throws MailboxException {
    if (originals.isEmpty()) {
      return List.of();
    }
    MailboxHolder holder = session.requireHolder();
    Folder target = session.folder(mailbox);
    Folder source = session.folder(originals.getFirst().getMailboxId());
    List<Long> uids = originals.stream().map(message -> message.getUid().asLong()).toList();
    try (LocalChanges.Underway _ = changes.begin(List.of(source.id(), target.id()))) {
      MessageCopies.Copied copied =
          StoreCalls.run(
              mailbox.getName(),
              () -> transfer.run(holder.mailbox(), source, target, uids, holder.requester()));
      copied.copies().stream()
          .mapToLong(StoredMessage::modSeq)
          .distinct()
          .forEach(modSeq -> changes.made(target.id(), modSeq));
      if (copied.removalModSeq() > 0) {
        changes.made(source.id(), copied.removalModSeq());
      }
      return copied.copies().stream().map(SealedMessage::metaData).toList();
    }
  }

  @Override
  public Optional<MessageUid> getLastUid(Mailbox mailbox) throws MailboxException {
    long next = session.current(mailbox.getMailboxId()).uidNext();
    return next == 1 ? Optional.empty() : Optional.of(MessageUid.of(next - 1));
  }

  @Override
  public ModSeq getHighestModSeq(Mailbox mailbox) throws MailboxException {
    return ModSeq.of(session.current(mailbox.getMailboxId()).highestModSeq());
  }

  @Override
  public Flags getApplicableFlag(Mailbox mailbox) throws MailboxException {
    Flags keywords = new Flags();
    mail.ranges().keywords(session.folder(mailbox)).forEach(keywords::add);
    return ApplicableFlagBuilder.builder().add(keywords).build();
  }

  @Override
  public Flux<MessageUid> listAllMessageUids(Mailbox mailbox) {
    return StoreCalls.mono(mailbox.getName(), () -> mail.indexes().uids(session.folder(mailbox)))
        .flatMapIterable(index -> () -> index.uids().mapToObj(MessageUid::of).iterator());
  }

  private static MessageRanges.Uids uids(MessageRange set) {
    return switch (set.getType()) {
      case ALL -> MessageRanges.Uids.ALL;
      case ONE -> new MessageRanges.Uids(set.getUidFrom().asLong(), set.getUidFrom().asLong());
      case FROM -> new MessageRanges.Uids(set.getUidFrom().asLong(), Long.MAX_VALUE);
      case RANGE -> new MessageRanges.Uids(set.getUidFrom().asLong(), set.getUidTo().asLong());
    };
  }

  private static List<MessageUid> toJames(List<Long> uids) {
    return uids.stream().map(MessageUid::of).toList();
  }

  private static List<UpdatedFlags> toJamesChanges(List<MessageRanges.Changed> changed) {
    return changed.stream()
        .map(
            one ->
                UpdatedFlags.builder()
                    .uid(MessageUid.of(one.now().uid()))
                    .messageId(new ObjectMessageId(one.now().objectId()))
                    .modSeq(ModSeq.of(one.now().modSeq()))
                    .oldFlags(FlagNames.toJames(one.before()))
                    .newFlags(FlagNames.toJames(one.now().flags()))
                    .build())
        .toList();
  }

  /** Copies or moves. */
  @FunctionalInterface
  private interface Transfer {
    MessageCopies.Copied run(
        dev.freehold.mail.mailboxes.Mailbox mailbox,
        Folder source,
        Folder target,
        List<Long> uids,
        dev.freehold.custody.Requester requester);
  }

  /** Carries a failure of the source past code that knows nothing of it. */
  private static final class UnreadableContent extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final IOException cause;

    UnreadableContent(IOException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
