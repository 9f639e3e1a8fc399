package dev.freehold.mailserver.store;

import dev.freehold.mail.folders.FolderTree;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mail.messages.MessageRemoval;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.james.core.quota.QuotaCountUsage;
import org.apache.james.core.quota.QuotaSizeUsage;
import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.events.MailboxIdRegistrationKey;
import org.apache.james.mailbox.exception.InboxAlreadyCreated;
import org.apache.james.mailbox.exception.InsufficientRightsException;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;
import org.apache.james.mailbox.store.BatchSizes;
import org.apache.james.mailbox.store.MailboxManagerConfiguration;
import org.apache.james.mailbox.store.MailboxReactorUtils;
import org.apache.james.mailbox.store.NoMailboxPathLocker;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.StoreMailboxAnnotationManager;
import org.apache.james.mailbox.store.StoreMailboxManager;
import org.apache.james.mailbox.store.StoreMessageManager;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.event.EventFactory;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.NaiveThreadIdGuessingAlgorithm;
import org.apache.james.mailbox.store.mail.model.impl.MessageParser;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.apache.james.mailbox.store.user.SubscriptionMapper;
import org.apache.james.mailbox.store.user.model.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The folders of sessions' mailboxes. What James does step by step and tries again when it fails,
 * creating, renaming and deleting, is one transaction here and is tried once.
 */
final class SealedMailboxManager extends StoreMailboxManager {

  static final EnumSet<MessageCapabilities> MESSAGES = EnumSet.of(MessageCapabilities.UniqueID);

  private static final EnumSet<MailboxCapabilities> MAILBOXES =
      EnumSet.of(
          MailboxCapabilities.Move,
          MailboxCapabilities.UserFlag,
          MailboxCapabilities.Namespace,
          MailboxCapabilities.Quota);

  /** Copies and moves are one transaction, however many messages they name. */
  private static final MailboxManagerConfiguration WHOLE =
      new MailboxManagerConfiguration(BatchSizes.builder().build());

  private final SealedMapperFactory mappers;
  private final boolean keepsInbox;

  SealedMailboxManager(
      SealedMapperFactory mappers,
      SessionProvider sessions,
      EventBus eventBus,
      StoreRightManager rights,
      QuotaComponents quotas,
      MessageSearchIndex index,
      boolean keepsInbox) {
    super(
        mappers,
        sessions,
        new NoMailboxPathLocker(),
        new MessageParser(),
        new ObjectMessageId.Factory(),
        new StoreMailboxAnnotationManager(mappers, rights),
        eventBus,
        rights,
        quotas,
        index,
        WHOLE,
        PreDeletionHooks.NO_PRE_DELETION_HOOK,
        new NaiveThreadIdGuessingAlgorithm(),
        Clock.systemUTC());
    this.mappers = mappers;
    this.keepsInbox = keepsInbox;
  }

  @Override
  public EnumSet<MailboxCapabilities> getSupportedMailboxCapabilities() {
    return EnumSet.copyOf(MAILBOXES);
  }

  @Override
  public EnumSet<MessageCapabilities> getSupportedMessageCapabilities() {
    return EnumSet.copyOf(MESSAGES);
  }

  @Override
  protected StoreMessageManager createMessageManager(Mailbox mailbox, MailboxSession session) {
    return new SealedMessageManager(
        mappers,
        getMessageSearchIndex(),
        getEventBus(),
        mailbox,
        getQuotaComponents(),
        configuration.getBatchSizes(),
        getStoreRightManager());
  }

  @Override
  public Mono<MailboxId> createMailboxReactive(
      MailboxPath path, CreateOption option, MailboxSession session) {
    if (!path.belongsTo(session)) {
      return Mono.error(
          new InsufficientRightsException("folders are made in the user's own mailbox only"));
    }
    if (path.getName().isEmpty()) {
      return Mono.empty();
    }
    MailboxMapper mapper = mappers.createMailboxMapper(session);
    return acceptable(path, session)
        .filterWhen(wanted -> mapper.pathExists(wanted).map(exists -> !exists))
        .switchIfEmpty(Mono.error(() -> taken(path)))
        .flatMapMany(
            wanted -> Flux.fromIterable(wanted.getHierarchyLevels(session.getPathDelimiter())))
        .concatMap(level -> createOne(mapper, level, session))
        .takeLast(1)
        .next()
        .flatMap(id -> subscribe(path, option, session).thenReturn(id));
  }

  private static Mono<MailboxPath> acceptable(MailboxPath path, MailboxSession session) {
    return Mono.fromCallable(
        () ->
            path.sanitize(session.getPathDelimiter()).assertAcceptable(session.getPathDelimiter()));
  }

  private static MailboxException taken(MailboxPath path) {
    return path.isInbox()
        ? new InboxAlreadyCreated(path.getName())
        : new MailboxExistsException(path.asString());
  }

  /** A folder above the one that is wanted may be there, or be made by others just now. */
  private Mono<MailboxId> createOne(
      MailboxMapper mapper, MailboxPath path, MailboxSession session) {
    return mapper
        .findMailboxByPath(path)
        .map(Mailbox::getMailboxId)
        .switchIfEmpty(
            Mono.defer(() -> mapper.create(path, UidValidity.generate()))
                .flatMap(made -> announceCreation(made, session).thenReturn(made.getMailboxId()))
                .onErrorResume(
                    MailboxExistsException.class,
                    _ -> mapper.findMailboxByPath(path).map(Mailbox::getMailboxId)));
  }

  private Mono<Void> announceCreation(Mailbox made, MailboxSession session) {
    return getEventBus()
        .dispatch(
            EventFactory.mailboxAdded()
                .randomEventId()
                .mailboxSession(session)
                .mailbox(made)
                .build(),
            new MailboxIdRegistrationKey(made.getMailboxId()));
  }

  /** Makes a folder that is marked for a use (RFC 6154), and those above it that are missing. */
  Mono<MailboxId> create(MailboxPath path, SpecialUse use, MailboxSession session) {
    SessionMail mail = mappers.mail(session);
    return acceptable(path, session)
        .flatMap(
            wanted ->
                StoreCalls.mono(
                    wanted.asString(),
                    () ->
                        mail.toJames(
                            mail.mail()
                                .folders()
                                .create(
                                    mail.requireHolder().mailbox(),
                                    mail.storedPath(wanted.getName()),
                                    Optional.of(use)))))
        .flatMap(made -> announceCreation(made, session).thenReturn(made.getMailboxId()));
  }

  private Mono<Void> subscribe(MailboxPath path, CreateOption option, MailboxSession session) {
    return switch (option) {
      case NONE -> Mono.empty();
      case CREATE_SUBSCRIPTION ->
          mappers
              .createSubscriptionMapper(session)
              .saveReactive(new Subscription(session.getUser(), path.asEscapedString()));
    };
  }

  @Override
  public void deleteMailbox(MailboxPath path, MailboxSession session) throws MailboxException {
    MailboxReactorUtils.block(deleteMailboxReactive(path, session));
  }

  @Override
  public Mailbox deleteMailbox(MailboxId id, MailboxSession session) throws MailboxException {
    return MailboxReactorUtils.block(deleteMailboxReactive(id, session));
  }

  @Override
  public Mono<Void> deleteMailboxReactive(MailboxPath path, MailboxSession session) {
    return mappers
        .createMailboxMapper(session)
        .findMailboxByPath(path)
        .switchIfEmpty(Mono.error(() -> new MailboxNotFoundException(path)))
        .flatMap(mailbox -> delete(mailbox, session))
        .then();
  }

  @Override
  public Mono<Mailbox> deleteMailboxReactive(MailboxId id, MailboxSession session) {
    return mappers
        .createMailboxMapper(session)
        .findMailboxById(id)
        .flatMap(mailbox -> delete(mailbox, session));
  }

  private Mono<Mailbox> delete(Mailbox mailbox, MailboxSession session) {
    if (keepsInbox && mailbox.generateAssociatedPath().isInbox()) {
      return Mono.error(new MailboxException("INBOX cannot be deleted"));
    }
    SessionMail mail = mappers.mail(session);
    return StoreCalls.mono(
            mailbox.getName(),
            () -> {
              mail.requireAccess();
              return mail.mail().removal().delete(mail.folder(mailbox));
            })
        .flatMap(emptied -> announceDeletion(mailbox, emptied, session))
        .thenReturn(mailbox);
  }

  private Mono<Void> announceDeletion(
      Mailbox mailbox, MessageRemoval.Emptied emptied, MailboxSession session) {
    return Mono.fromCallable(
            () ->
                EventFactory.mailboxDeleted()
                    .randomEventId()
                    .mailboxSession(session)
                    .mailbox(mailbox)
                    .quotaRoot(getQuotaComponents().getQuotaRootResolver().getQuotaRoot(mailbox))
                    .mailboxACL(mailbox.getACL())
                    .quotaCount(QuotaCountUsage.count(emptied.messages()))
                    .quotaSize(QuotaSizeUsage.size(emptied.bytes()))
                    .build())
        .flatMap(
            event ->
                getEventBus()
                    .dispatch(event, new MailboxIdRegistrationKey(mailbox.getMailboxId())));
  }

  @Override
  public Mono<List<MailboxRenamedResult>> renameMailboxReactive(
      MailboxPath from,
      MailboxPath to,
      RenameOption option,
      MailboxSession fromSession,
      MailboxSession toSession) {
    if (!fromSession.getUser().equals(toSession.getUser())) {
      return Mono.error(new MailboxNotFoundException(to));
    }
    return rename(
        to,
        option,
        fromSession,
        mapper ->
            mapper
                .findMailboxByPath(from)
                .switchIfEmpty(Mono.error(() -> new MailboxNotFoundException(from))));
  }

  @Override
  public Mono<List<MailboxRenamedResult>> renameMailboxReactive(
      MailboxId id, MailboxPath to, RenameOption option, MailboxSession session) {
    return rename(to, option, session, mapper -> mapper.findMailboxById(id));
  }

  private Mono<List<MailboxRenamedResult>> rename(
      MailboxPath to,
      RenameOption option,
      MailboxSession session,
      Function<MailboxMapper, Mono<Mailbox>> source) {
    if (!to.belongsTo(session)) {
      return Mono.error(new MailboxNotFoundException(to));
    }
    MailboxMapper mapper = mappers.createMailboxMapper(session);
    return acceptable(to, session)
        .filterWhen(wanted -> mapper.pathExists(wanted).map(exists -> !exists))
        .switchIfEmpty(Mono.error(() -> new MailboxExistsException(to.asString())))
        .flatMap(
            wanted -> source.apply(mapper).flatMap(mailbox -> rename(mailbox, wanted, session)))
        .flatMap(
            renamed ->
                Flux.fromIterable(renamed)
                    .concatMap(one -> announceRename(one, session))
                    .then(renameSubscriptions(renamed, option, session))
                    .thenReturn(renamed));
  }

  private Mono<List<MailboxRenamedResult>> rename(
      Mailbox mailbox, MailboxPath to, MailboxSession session) {
    SessionMail mail = mappers.mail(session);
    return StoreCalls.mono(
        to.asString(),
        () -> {
          Folder folder = mail.current(mailbox.getMailboxId());
          return mail
              .mail()
              .tree()
              .rename(mail.requireHolder().mailbox(), folder, mail.storedPath(to.getName()))
              .stream()
              .map(one -> result(mail, one))
              .toList();
        });
  }

  private static MailboxRenamedResult result(SessionMail mail, FolderTree.Renamed renamed) {
    return new MailboxRenamedResult(
        new FolderId(renamed.before().id()),
        mail.toJames(renamed.before().path()),
        mail.toJames(renamed.path()));
  }

  private Mono<Void> announceRename(MailboxRenamedResult renamed, MailboxSession session) {
    return getEventBus()
        .dispatch(
            EventFactory.mailboxRenamed()
                .randomEventId()
                .mailboxSession(session)
                .mailboxId(renamed.getMailboxId())
                .oldPath(renamed.getOriginPath())
                .newPath(renamed.getDestinationPath())
                .build(),
            new MailboxIdRegistrationKey(renamed.getMailboxId()));
  }

  private Mono<Void> renameSubscriptions(
      List<MailboxRenamedResult> renamed, RenameOption option, MailboxSession session) {
    return switch (option) {
      case NONE -> Mono.empty();
      case RENAME_SUBSCRIPTIONS ->
          StoreCalls.mono(
                  "subscriptions",
                  () -> {
                    SubscriptionMapper mapper = mappers.createSubscriptionMapper(session);
                    List<Subscription> all = mapper.findSubscriptionsForUser(session.getUser());
                    for (MailboxRenamedResult one : renamed) {
                      Subscription before = subscription(one.getOriginPath(), session);
                      if (all.contains(before)) {
                        mapper.delete(before);
                        mapper.save(subscription(one.getDestinationPath(), session));
                      }
                    }
                    return Optional.<Void>empty();
                  })
              .then();
    };
  }

  private static Subscription subscription(MailboxPath path, MailboxSession session) {
    return new Subscription(session.getUser(), path.asEscapedString());
  }
}
