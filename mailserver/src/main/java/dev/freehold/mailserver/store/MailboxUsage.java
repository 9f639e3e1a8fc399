package dev.freehold.mailserver.store;

import dev.freehold.mail.mailboxes.Folders;
import org.apache.james.core.Username;
import org.apache.james.core.quota.QuotaCountUsage;
import org.apache.james.core.quota.QuotaSizeUsage;
import org.apache.james.mailbox.model.CurrentQuotas;
import org.apache.james.mailbox.model.QuotaOperation;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * How much of its quota a mailbox uses: what its folders count, in the transactions that add and
 * remove messages. James's own counting does nothing. Safe for use by many threads.
 */
final class MailboxUsage implements CurrentQuotaManager {

  private final SealedMail mail;
  private final MailboxHolders holders;
  private final QuotaRootResolver roots;

  MailboxUsage(SealedMail mail, MailboxHolders holders, QuotaRootResolver roots) {
    this.mail = mail;
    this.holders = holders;
    this.roots = roots;
  }

  @Override
  public Mono<CurrentQuotas> getCurrentQuotas(QuotaRoot root) {
    return StoreCalls.mono("quota", () -> usage(roots.associatedUsername(root)));
  }

  private CurrentQuotas usage(Username user) {
    Folders.FolderUsage usage =
        holders
            .find(user)
            .map(holder -> mail.folders().usage(holder.mailbox()))
            .orElse(new Folders.FolderUsage(0, 0));
    return new CurrentQuotas(
        QuotaCountUsage.count(usage.messages()), QuotaSizeUsage.size(usage.bytes()));
  }

  @Override
  public Publisher<QuotaCountUsage> getCurrentMessageCount(QuotaRoot root) {
    return getCurrentQuotas(root).map(CurrentQuotas::count);
  }

  @Override
  public Publisher<QuotaSizeUsage> getCurrentStorage(QuotaRoot root) {
    return getCurrentQuotas(root).map(CurrentQuotas::size);
  }

  @Override
  public Publisher<Void> increase(QuotaOperation operation) {
    return Mono.empty();
  }

  @Override
  public Publisher<Void> decrease(QuotaOperation operation) {
    return Mono.empty();
  }

  @Override
  public Publisher<Void> setCurrentQuotas(QuotaOperation operation) {
    return Mono.empty();
  }
}
