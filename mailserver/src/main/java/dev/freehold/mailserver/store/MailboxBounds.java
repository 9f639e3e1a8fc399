package dev.freehold.mailserver.store;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.mailbox.model.Quota;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.mailbox.store.quota.FixedMaxQuotaManager;
import org.reactivestreams.Publisher;

/**
 * What mailboxes may hold by their quotas, for James to show, and to refuse what is announced as
 * too long before it is read. What is stored is counted in the transaction that stores it. Safe for
 * use by many threads.
 */
final class MailboxBounds extends FixedMaxQuotaManager {

  private final SealedMail mail;
  private final MailboxHolders holders;
  private final QuotaRootResolver roots;

  MailboxBounds(SealedMail mail, MailboxHolders holders, QuotaRootResolver roots) {
    this.mail = mail;
    this.holders = holders;
    this.roots = roots;
  }

  @Override
  public Map<Quota.Scope, QuotaSizeLimit> listMaxStorageDetails(QuotaRoot root) {
    return holders.find(roots.associatedUsername(root)).map(this::bound).orElse(Map.of());
  }

  private Map<Quota.Scope, QuotaSizeLimit> bound(MailboxHolder holder) {
    OptionalLong bytes =
        mail.database()
            .read(
                tx ->
                    mail.messages()
                        .space()
                        .of(tx, holder.mailbox().tenantId(), holder.mailbox().id())
                        .max());
    return bytes.isPresent()
        ? Map.of(Quota.Scope.User, QuotaSizeLimit.size(bytes.getAsLong()))
        : Map.of();
  }

  @Override
  public QuotaDetails quotaDetails(QuotaRoot root) {
    return new QuotaDetails(Map.of(), listMaxStorageDetails(root));
  }

  @Override
  public Publisher<QuotaDetails> quotaDetailsReactive(QuotaRoot root) {
    return StoreCalls.mono("quota", () -> quotaDetails(root));
  }
}
