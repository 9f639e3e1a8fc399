package dev.freehold.mailserver.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.james.core.quota.QuotaCountLimit;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.imap.encode.main.DefaultImapEncoderFactory;
import org.apache.james.imap.main.DefaultImapDecoderFactory;
import org.apache.james.imap.processor.main.DefaultImapProcessorFactory;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.inmemory.quota.InMemoryPerUserMaxQuotaManager;
import org.apache.james.mpt.api.ImapFeatures.Feature;
import org.apache.james.mpt.host.JamesImapHostSystem;

/** The sealed store under James's own commands, for its scripts of dialogues. */
final class SealedImapHost extends JamesImapHostSystem {

  private static final long NEVER = 3_600_000;

  private static final Set<Feature> FEATURES =
      EnumSet.of(
          Feature.NAMESPACE_SUPPORT,
          Feature.MOVE_SUPPORT,
          Feature.USER_FLAGS_SUPPORT,
          Feature.QUOTA_SUPPORT,
          Feature.MOD_SEQ_SEARCH);

  private final StoreFixture fixture;
  private InMemoryPerUserMaxQuotaManager limits;
  private SealedMailboxes mailboxes;

  SealedImapHost(StoreFixture fixture) {
    this.fixture = fixture;
  }

  @Override
  public void beforeTest() throws Exception {
    super.beforeTest();
    limits = new InMemoryPerUserMaxQuotaManager();
    mailboxes = fixture.mailboxes(authenticator, authorizator, NEVER, limits);
    configure(
        new DefaultImapDecoderFactory().buildImapDecoder(),
        new DefaultImapEncoderFactory().buildImapEncoder(),
        DefaultImapProcessorFactory.createDefaultProcessor(
            mailboxes.mailboxes(),
            mailboxes.eventBus(),
            mailboxes.subscriptions(),
            mailboxes.quotas(),
            mailboxes.quotaRoots(),
            new NoMetrics()));
  }

  @Override
  public void afterTest() throws Exception {
    mailboxes.close();
    super.afterTest();
  }

  @Override
  protected MailboxManager getMailboxManager() {
    return mailboxes.mailboxes();
  }

  @Override
  public boolean supports(Feature... features) {
    return FEATURES.containsAll(List.of(features));
  }

  @Override
  public void setQuotaLimits(QuotaCountLimit count, QuotaSizeLimit size) throws Exception {
    limits.setGlobalMaxMessage(count);
    limits.setGlobalMaxStorage(size);
  }

  @Override
  protected void await() {
    // Nothing is done later.
  }
}
