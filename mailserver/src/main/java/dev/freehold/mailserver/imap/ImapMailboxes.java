package dev.freehold.mailserver.imap;

import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mailserver.append.AppendCommand;
import dev.freehold.mailserver.append.AppendParser;
import dev.freehold.mailserver.commands.MailCommands;
import dev.freehold.mailserver.commands.OrderCache;
import dev.freehold.mailserver.imap.answers.NotedFailures;
import dev.freehold.mailserver.imap.wire.ElasticThreads;
import dev.freehold.mailserver.store.NoMetrics;
import dev.freehold.mailserver.store.SealedBatches;
import dev.freehold.mailserver.store.SealedFolderUses;
import dev.freehold.mailserver.store.SealedMail;
import dev.freehold.mailserver.store.SealedMailboxes;
import dev.freehold.mailserver.store.SessionUser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.events.EventBus;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.MailboxTyper;
import org.apache.james.imap.decode.base.AbstractImapCommandParser;
import org.apache.james.imap.message.response.UnpooledStatusResponseFactory;
import org.apache.james.imap.processor.base.AbstractProcessor;
import org.apache.james.mailbox.Authorizator;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.metrics.api.MetricFactory;

/**
 * The mailboxes that clients reach, in James's interfaces.
 *
 * @param mailboxes folders and messages
 * @param events tells sessions what others change
 * @param subscriptions which folders people subscribed to
 * @param quotas how much mailboxes may hold
 * @param quotaRoots whose quota it is
 * @param typer says what folders are for, such as Sent
 * @param extensions commands that James lacks, over the same mailboxes
 */
public record ImapMailboxes(
    MailboxManager mailboxes,
    EventBus events,
    SubscriptionManager subscriptions,
    QuotaManager quotas,
    QuotaRootResolver quotaRoots,
    MailboxTyper typer,
    ImapExtensions extensions) {

  /** The same, whose sessions hear of changes from another bus. */
  ImapMailboxes withEvents(EventBus others) {
    return new ImapMailboxes(
        mailboxes, others, subscriptions, quotas, quotaRoots, typer, extensions);
  }

  /**
   * The sealed mailboxes, in which nobody signs in but through the listener, and nobody as somebody
   * else. The caller closes them.
   */
  public static SealedMailboxes open(SealedMail mail) {
    ElasticThreads.makeVirtual();
    return new SealedMailboxes(
        mail,
        SessionUser.holders(mail.mailboxes(), mail.records()),
        (_, _) -> false,
        (_, _) -> Authorizator.AuthorizationState.FORBIDDEN,
        SealedMailboxes.Settings.DEFAULT);
  }

  /**
   * What clients reach of the sealed mailboxes.
   *
   * @param cache what SORT and THREAD remember, over {@link SealedMailboxes#envelopes}
   */
  public static ImapMailboxes of(SealedMailboxes sealed, Folders folders, OrderCache cache) {
    return new ImapMailboxes(
        sealed.mailboxes(),
        sealed.eventBus(),
        sealed.subscriptions(),
        sealed.quotas(),
        sealed.quotaRoots(),
        new FolderUseTyper(sealed, folders),
        extensions(sealed, cache));
  }

  private static final List<String> APPENDING = List.of("MULTIAPPEND", "BINARY");

  private static ImapExtensions extensions(SealedMailboxes sealed, OrderCache cache) {
    StatusResponseFactory responses = new UnpooledStatusResponseFactory();
    MailboxManager mailboxes = NotedFailures.of(sealed.mailboxes());
    MetricFactory metrics = new NoMetrics();
    List<AbstractImapCommandParser> parsers = new ArrayList<>(MailCommands.parsers(responses));
    parsers.add(new AppendParser(responses));
    List<AbstractProcessor<?>> processors =
        new ArrayList<>(
            MailCommands.processors(
                mailboxes,
                responses,
                metrics,
                sealed.envelopes(),
                cache,
                new SealedFolderUses(sealed)));
    processors.add(new AppendCommand(mailboxes, responses, metrics, new SealedBatches(sealed)));
    return new ImapExtensions(
        parsers,
        processors,
        MailCommands.encoders(),
        Stream.concat(MailCommands.capabilities().stream(), APPENDING.stream()).toList());
  }
}
