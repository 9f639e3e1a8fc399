package dev.freehold.mailserver.store;

import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.commands.Envelopes;
import dev.freehold.mailserver.commands.MailEnvelopes;
import dev.freehold.mailserver.search.EnvelopeSearchIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.events.EventBus;
import org.apache.james.events.MemoryEventDeadLetters;
import org.apache.james.events.RetryBackoffConfiguration;
import org.apache.james.events.delivery.InVmEventDelivery;
import org.apache.james.mailbox.Authenticator;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.SessionProvider;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.acl.UnionMailboxACLResolver;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.SessionProviderImpl;
import org.apache.james.mailbox.store.StoreRightManager;
import org.apache.james.mailbox.store.StoreSubscriptionManager;
import org.apache.james.mailbox.store.quota.DefaultUserQuotaRootResolver;
import org.apache.james.mailbox.store.quota.QuotaComponents;
import org.apache.james.mailbox.store.quota.StoreQuotaManager;
import org.apache.james.mailbox.store.search.MessageSearchIndex;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/**
 * What James's protocol code needs, over the sealed mailboxes: managers of folders, subscriptions
 * and quotas, and the bus by which sessions hear of changes. Safe for use by many threads; close it
 * when done.
 *
 * <p>A user's session is that of {@link SessionUser#username}. If a key is not given, James's
 * methods fail with {@link MailboxUnavailableException}, and content that is read later with {@code
 * KeyAccessException}; {@link MailboxUnavailableException#find} recognises both. Other refusals of
 * {@code mail} come through as {@code MailException} and {@code CustodyException}.
 */
public final class SealedMailboxes implements AutoCloseable {

  private final FolderWatch watch;
  private final SealedMapperFactory mappers;
  private final SealedMailboxManager manager;
  private final SubscriptionManager subscriptions;
  private final QuotaComponents quotas;
  private final Envelopes envelopes;

  /**
   * Builds the managers and begins to watch for changes that others make.
   *
   * @param holders who a session's user is; {@link SessionUser#holders} outside tests
   * @param authenticator asks for passwords, for James's own ways to sign in
   * @param authorizator who may use another's mailbox
   * @param settings what differs
   */
  public SealedMailboxes(
      SealedMail mail,
      MailboxHolders holders,
      Authenticator authenticator,
      Authorizator authorizator,
      Settings settings) {
    this(mail, holders, authenticator, authorizator, settings, Optional.empty());
  }

  /** The same with limits that the mailboxes do not know of, for tests. */
  SealedMailboxes(
      SealedMail mail,
      MailboxHolders holders,
      Authenticator authenticator,
      Authorizator authorizator,
      Settings settings,
      Optional<MaxQuotaManager> limits) {
    MetricFactory metrics = new NoMetrics();
    EventBus bus =
        new LockedEventBus(
            new InVmEventDelivery(metrics),
            RetryBackoffConfiguration.DEFAULT,
            new MemoryEventDeadLetters());
    watch = new FolderWatch(mail, bus, settings.pollMillis);
    mappers = new SealedMapperFactory(mail, holders, watch);
    SessionProvider sessions =
        new DelimitedSessions(
            new SessionProviderImpl(authenticator, authorizator), settings.delimiter);
    StoreRightManager rights =
        new StoreRightManager(mappers, new UnionMailboxACLResolver(), watch.bus());
    quotas = quotas(mail, holders, sessions, limits);
    envelopes = new MailEnvelopes(mail.messages(), new SessionPlaces());
    MessageSearchIndex index =
        new EnvelopeSearchIndex(envelopes, message -> new ObjectMessageId(message.objectId()));
    manager =
        new SealedMailboxManager(
            mappers, sessions, watch.bus(), rights, quotas, index, settings.keepsInbox);
    subscriptions = new StoreSubscriptionManager(mappers, mappers, watch.bus());
    watch.start();
  }

  private QuotaComponents quotas(
      SealedMail mail,
      MailboxHolders holders,
      SessionProvider sessions,
      Optional<MaxQuotaManager> given) {
    DefaultUserQuotaRootResolver roots = new DefaultUserQuotaRootResolver(sessions, mappers);
    MaxQuotaManager limits = given.orElseGet(() -> new MailboxBounds(mail, holders, roots));
    return new QuotaComponents(
        limits, new StoreQuotaManager(new MailboxUsage(mail, holders, roots), limits), roots);
  }

  /** Folders and messages. */
  public MailboxManager mailboxes() {
    return manager;
  }

  /** What is known of messages without reading them, for commands that sort or search. */
  public Envelopes envelopes() {
    return envelopes;
  }

  private final class SessionPlaces implements MailEnvelopes.Places {
    @Override
    public void requireAccess(MailboxSession session, MailboxId folder) throws MailboxException {
      SessionMail mail = mappers.mail(session);
      mail.current(folder);
      mail.requireAccess();
    }

    @Override
    public MailEnvelopes.Place find(MailboxSession session, MailboxId folder)
        throws MailboxException {
      SessionMail mail = mappers.mail(session);
      MailboxHolder holder = mail.requireHolder();
      return new MailEnvelopes.Place(
          holder.mailbox(), mail.folder(folder), holder.requester(), holder.witness());
    }
  }

  /** What people subscribed to. */
  public SubscriptionManager subscriptions() {
    return subscriptions;
  }

  /** How much a mailbox may hold and holds. */
  public QuotaManager quotas() {
    return quotas.getQuotaManager();
  }

  /** Which quota a folder counts for: that of its mailbox. */
  public QuotaRootResolver quotaRoots() {
    return quotas.getQuotaRootResolver();
  }

  /** The limits, which nobody can change here. */
  public MaxQuotaManager quotaLimits() {
    return quotas.getMaxQuotaManager();
  }

  /** By which sessions hear of changes, whoever made them. */
  public EventBus eventBus() {
    return watch.bus();
  }

  /** For code that works beside James's managers. */
  public MailboxSessionMapperFactory mappers() {
    return mappers;
  }

  /** Makes sessions, with the delimiter of the settings. */
  public SessionProvider sessions() {
    return manager.getSessionProvider();
  }

  /**
   * The mailbox of a session and on whose behalf it is opened, for code that works with {@code
   * mail} itself.
   *
   * @throws org.apache.james.mailbox.exception.MailboxNotFoundException if the user has none
   */
  public MailboxHolder holder(MailboxSession session) throws MailboxException {
    return mappers.mail(session).requireHolder();
  }

  /**
   * What folders of the session's mailbox are for (RFC 6154); those without a use are left out.
   * Waits for the database.
   */
  public Map<MailboxPath, SpecialUse> specialUses(MailboxSession session) throws MailboxException {
    SessionMail mail = mappers.mail(session);
    Map<MailboxPath, SpecialUse> uses = new HashMap<>();
    for (Folder folder : mail.mail().folders().list(mail.requireHolder().mailbox())) {
      folder.specialUse().ifPresent(use -> uses.put(mail.toJames(folder.path()), use));
    }
    return uses;
  }

  /**
   * Makes a folder for a use, and those above it that are missing.
   *
   * @return its id; fails as {@link MailboxManager#createMailboxReactive} does
   */
  public Mono<MailboxId> create(MailboxPath path, SpecialUse use, MailboxSession session) {
    return manager.create(path, use, session);
  }

  /** Looks for changes made elsewhere at once, for tests. */
  void lookForChanges() {
    watch.poll();
  }

  /** Ends the watch. */
  @Override
  public void close() {
    watch.close();
  }

  /**
   * What differs between servers and tests.
   *
   * @param delimiter what parts the names in a path for sessions; the store's is {@code /}
   * @param pollMillis how often the store is asked for changes made elsewhere; a session hears of
   *     one after twice that time at most
   */
  public record Settings(char delimiter, long pollMillis, boolean keepsInbox) {

    /** As servers have it. */
    public static final Settings DEFAULT =
        new Settings('/', MailServerLimits.FOLDER_POLL_MILLIS, true);
  }
}
