package dev.freehold.mailserver.store;

import com.google.common.collect.ImmutableSet;
import dev.freehold.mail.messages.MessageIndex;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mailserver.append.IncomingMessages;
import dev.freehold.mailserver.hints.DeliveryDate;
import dev.freehold.mailserver.hints.FlagsOfAll;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.mail.Flags;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.events.MailboxIdRegistrationKey;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.ReadOnlyException;
import org.apache.james.mailbox.model.ComposedMessageId;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.store.BatchSizes;
import org.apache.james.mailbox.store.MailboxReactorUtils;
import org.apache.james.mailbox.store.MessageFactory;
import org.apache.james.mailbox.store.MessageStorer;
import org.apache.james.mailbox.store.NoMailboxPathLocker;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.StoreMessageManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.event.EventFactory;
import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.quota.QuotaChecker;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One folder for one session. What is appended is sealed while it is read: nothing is kept in
 * memory or in a file.
 */
final class SealedMessageManager extends StoreMessageManager implements FlagsOfAll {

  private final SealedMapperFactory mappers;
  private final EventBus eventBus;
  private final QuotaComponents quotas;

  SealedMessageManager(
      SealedMapperFactory mappers,
      MessageSearchIndex index,
      EventBus eventBus,
      Mailbox mailbox,
      QuotaComponents quotas,
      BatchSizes batches,
      StoreRightManager rights) {
    super(
        SealedMailboxManager.MESSAGES,
        mappers,
        index,
        eventBus,
        new NoMailboxPathLocker(),
        mailbox,
        quotas.getQuotaManager(),
        quotas.getQuotaRootResolver(),
        batches,
        rights,
        PreDeletionHooks.NO_PRE_DELETION_HOOK,
        new MessageStorer.WithoutAttachment(
            mappers,
            new ObjectMessageId.Factory(),
            new MessageFactory.StoreMessageFactory(),
            new NaiveThreadIdGuessingAlgorithm(),
            Clock.systemUTC()));
    this.mappers = mappers;
    this.eventBus = eventBus;
    this.quotas = quotas;
  }

  /** Keywords of all kinds may be set. */
  @Override
  public Flags getPermanentFlags(MailboxSession session) {
    Flags flags = super.getPermanentFlags(session);
    flags.add(Flags.Flag.USER);
    return flags;
  }

  /** Opening a folder fails if its content could not be read anyway. */
  @Override
  public Mono<MailboxMetaData> getMetaDataReactive(
      MailboxMetaData.RecentMode recent,
      MailboxSession session,
      EnumSet<MailboxMetaData.Item> items)
      throws MailboxException {
    Mono<MailboxMetaData> data = super.getMetaDataReactive(recent, session, items);
    return switch (recent) {
      case IGNORE -> data;
      case RETRIEVE, RESET ->
          Mono.<Void>fromCallable(
                  () -> {
                    mappers.mail(session).requireAccess();
                    return null;
                  })
              .subscribeOn(Schedulers.boundedElastic())
              .then(data);
    };
  }

  @Override
  public Optional<MessageIndex> flagsOfAll(MailboxSession session) throws MailboxException {
    SessionMail mail = mappers.mail(session);
    return StoreCalls.run(
        getMailboxEntity().getName(),
        () -> mail.mail().indexes().flags(mail.folder(getMailboxEntity())));
  }

  /** Parts come by {@link MessageParts}, not by James's own count. */
  @Override
  public Publisher<MessageResult> getMessagesReactive(
      MessageRange range, FetchGroup wanted, MailboxSession session) {
    if (wanted.getPartContentDescriptors().isEmpty()) {
      return Flux.from(super.getMessagesReactive(range, wanted, session)).map(NumberedMessage::new);
    }
    EnumSet<FetchGroup.Profile> profiles = EnumSet.of(FetchGroup.Profile.FULL_CONTENT);
    profiles.addAll(wanted.profiles());
    return Flux.from(
            super.getMessagesReactive(range, new FetchGroup(profiles, ImmutableSet.of()), session))
        .map(NumberedMessage::new);
  }

  @Override
  public AppendResult appendMessage(AppendCommand command, MailboxSession session)
      throws MailboxException {
    return MailboxReactorUtils.block(appendMessageReactive(command, session));
  }

  @Override
  public Mono<AppendResult> appendMessageReactive(AppendCommand command, MailboxSession session) {
    return Mono.fromCallable(
            () -> {
              try (InputStream content = command.getMsgIn().getInputStream()) {
                return append(
                    content,
                    OptionalLong.of(command.getMsgIn().size()),
                    Optional.ofNullable(command.getInternalDate()),
                    flags(command.getFlags(), command.isRecent()),
                    session);
              } catch (IOException e) {
                throw new MailboxException("the message could not be read", e);
              }
            })
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(added -> dispatch(added, command.isDelivery(), session));
  }

  @Override
  public AppendResult appendMessage(
      InputStream content, Date date, MailboxSession session, boolean isRecent, Flags flags)
      throws MailboxException {
    try {
      MessageMetaData added =
          append(
              content,
              OptionalLong.empty(),
              Optional.ofNullable(date),
              flags(flags, isRecent),
              session);
      return MailboxReactorUtils.block(dispatch(added, false, session));
    } catch (IOException e) {
      throw new MailboxException("the message could not be read", e);
    }
  }

  /** As {@link dev.freehold.mailserver.append.MessageBatches#append}, to this folder. */
  List<MessageUid> append(MailboxSession session, boolean isRecent, IncomingMessages messages)
      throws MailboxException, IOException {
    if (!isWriteable(session)) {
      throw new ReadOnlyException(getMailboxPath());
    }
    QuotaRoot root = quotas.getQuotaRootResolver().getQuotaRoot(getMailboxEntity());
    QuotaChecker quota = new QuotaChecker(quotas.getQuotaManager().getQuotas(root), root);
    List<MessageMetaData> added =
        mappers.append(session, quota, isRecent).run(getMailboxEntity(), messages);
    MailboxReactorUtils.block(tell(added, false, session));
    return added.stream().map(MessageMetaData::getUid).toList();
  }

  private MessageMetaData append(
      InputStream content,
      OptionalLong sizeBytes,
      Optional<Date> date,
      Flags flags,
      MailboxSession session)
      throws MailboxException, IOException {
    if (!isWriteable(session)) {
      throw new ReadOnlyException(getMailboxPath());
    }
    QuotaRoot root = quotas.getQuotaRootResolver().getQuotaRoot(getMailboxEntity());
    // What comes without a length is let in if anything is; it cannot be long.
    new QuotaChecker(quotas.getQuotaManager().getQuotas(root), root)
        .tryAddition(1, sizeBytes.orElse(1));
    SessionMail mail = mappers.mail(session);
    return mappers
        .createMessageMapper(session)
        .append(
            getMailboxEntity(),
            new NewMessage(
                FlagNames.fromJames(flags),
                date.map(Date::toInstant).orElseGet(() -> mail.mail().clock().instant()),
                date.map(DeliveryDate::zoneOf).orElse(ZoneOffset.UTC),
                MessageProperties.NONE,
                sizeBytes,
                Optional.empty()),
            content);
  }

  private static Flags flags(Flags wanted, boolean isRecent) {
    Flags flags = wanted == null ? new Flags() : new Flags(wanted);
    flags.remove(Flags.Flag.USER);
    if (isRecent) {
      flags.add(Flags.Flag.RECENT);
    }
    return flags;
  }

  private Mono<AppendResult> dispatch(
      MessageMetaData added, boolean isDelivery, MailboxSession session) {
    ComposedMessageId id = new ComposedMessageId(getId(), added.getMessageId(), added.getUid());
    return tell(List.of(added), isDelivery, session)
        .thenReturn(
            new AppendResult(id, added.getSize(), Optional.of(List.of()), added.getThreadId()));
  }

  private Mono<Void> tell(List<MessageMetaData> added, boolean isDelivery, MailboxSession session) {
    return eventBus.dispatch(
        EventFactory.added()
            .randomEventId()
            .mailboxSession(session)
            .mailbox(getMailboxEntity())
            .addMetaData(added)
            .isDelivery(isDelivery)
            .build(),
        new MailboxIdRegistrationKey(getId()));
  }
}
