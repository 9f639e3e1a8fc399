package dev.freehold.mailserver.imap;

import dev.freehold.mailserver.imap.answers.NotedFailures;
import dev.freehold.mailserver.imap.mended.CloseCommand;
import dev.freehold.mailserver.imap.mended.CopyCommand;
import dev.freehold.mailserver.imap.mended.ExamineCommand;
import dev.freehold.mailserver.imap.mended.ExpungeCommand;
import dev.freehold.mailserver.imap.mended.FetchCommand;
import dev.freehold.mailserver.imap.mended.GetQuotaCommand;
import dev.freehold.mailserver.imap.mended.GetQuotaRootCommand;
import dev.freehold.mailserver.imap.mended.ListCommand;
import dev.freehold.mailserver.imap.mended.LsubCommand;
import dev.freehold.mailserver.imap.mended.MoveCommand;
import dev.freehold.mailserver.imap.mended.SelectCommand;
import dev.freehold.mailserver.imap.mended.StoreCommand;
import dev.freehold.mailserver.store.NoMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.processor.AppendProcessor;
import org.apache.james.imap.processor.CheckProcessor;
import org.apache.james.imap.processor.CreateProcessor;
import org.apache.james.imap.processor.DeleteProcessor;
import org.apache.james.imap.processor.LogoutProcessor;
import org.apache.james.imap.processor.NamespaceProcessor;
import org.apache.james.imap.processor.NoopProcessor;
import org.apache.james.imap.processor.PermitEnableCapabilityProcessor;
import org.apache.james.imap.processor.RenameProcessor;
import org.apache.james.imap.processor.SearchProcessor;
import org.apache.james.imap.processor.SetQuotaProcessor;
import org.apache.james.imap.processor.StartTLSProcessor;
import org.apache.james.imap.processor.StatusProcessor;
import org.apache.james.imap.processor.SubscribeProcessor;
import org.apache.james.imap.processor.UnselectProcessor;
import org.apache.james.imap.processor.UnsubscribeProcessor;
import org.apache.james.imap.processor.base.AbstractProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;

/** Makes what runs the commands: James's processors, and ours where its own do not do. */
final class Processors {

  private final ImapMailboxes parts;
  private final MailboxManager mailboxes;
  private final MailSignIn signIn;
  private final StatusResponseFactory responses;
  private final Announcement announcement;
  private final MetricFactory metrics = new NoMetrics();

  Processors(
      ImapMailboxes parts,
      MailSignIn signIn,
      StatusResponseFactory responses,
      Announcement announcement) {
    this.parts = parts;
    this.mailboxes = NotedFailures.of(parts.mailboxes());
    this.signIn = signIn;
    this.responses = responses;
    this.announcement = announcement;
  }

  List<AbstractProcessor<?>> all() {
    List<AbstractProcessor<?>> all = new ArrayList<>(ofConnections());
    all.addAll(ofFolders());
    all.addAll(ofMessages());
    all.add(
        new EnableCommand(
            mailboxes,
            responses,
            metrics,
            announcement,
            all.stream()
                .filter(PermitEnableCapabilityProcessor.class::isInstance)
                .map(PermitEnableCapabilityProcessor.class::cast)
                .toList()));
    return all;
  }

  private List<AbstractProcessor<?>> ofConnections() {
    SignedInAnswer answers = new SignedInAnswer(mailboxes, announcement);
    return List.of(
        new CapabilityCommand(mailboxes, responses, metrics, announcement),
        new LogoutProcessor(mailboxes, responses, metrics),
        new IdCommand(mailboxes, responses, metrics),
        new LoginCommand(mailboxes, responses, metrics, signIn, answers),
        new AuthenticateCommand(mailboxes, responses, metrics, signIn, answers),
        new StartTLSProcessor(responses),
        new CompressCommand(responses),
        new NoopProcessor(mailboxes, responses, metrics),
        new IdleCommand(mailboxes, responses, metrics));
  }

  private List<AbstractProcessor<?>> ofFolders() {
    StatusProcessor status = new StatusProcessor(mailboxes, responses, metrics);
    return List.of(
        status,
        new SelectCommand(mailboxes, parts.events(), responses, metrics),
        new ExamineCommand(mailboxes, parts.events(), responses, metrics),
        new UnselectProcessor(mailboxes, responses, metrics),
        new CloseCommand(mailboxes, responses, metrics),
        new CheckProcessor(mailboxes, responses, metrics),
        new CreateProcessor(mailboxes, responses, metrics),
        new RenameProcessor(mailboxes, responses, metrics),
        new DeleteProcessor(mailboxes, responses, metrics),
        new ListCommand(
            mailboxes, responses, metrics, parts.subscriptions(), status, parts.typer()),
        new LsubCommand(mailboxes, parts.subscriptions(), responses, metrics),
        new SubscribeProcessor(mailboxes, parts.subscriptions(), responses, metrics),
        new UnsubscribeProcessor(mailboxes, parts.subscriptions(), responses, metrics),
        new NamespaceProcessor(mailboxes, responses, metrics),
        new GetQuotaCommand(mailboxes, responses, parts.quotas(), parts.quotaRoots(), metrics),
        new GetQuotaRootCommand(mailboxes, responses, parts.quotaRoots(), parts.quotas(), metrics),
        new SetQuotaProcessor(mailboxes, responses, metrics));
  }

  private List<AbstractProcessor<?>> ofMessages() {
    return List.of(
        new AppendProcessor(mailboxes, responses, metrics),
        new FetchCommand(mailboxes, responses, metrics),
        new SearchProcessor(mailboxes, responses, metrics),
        new StoreCommand(mailboxes, responses, metrics),
        new CopyCommand(mailboxes, responses, metrics),
        new MoveCommand(mailboxes, responses, metrics),
        new ExpungeCommand(mailboxes, responses, metrics));
  }
}
