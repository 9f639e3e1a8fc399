package dev.freehold.mailserver.store;

import org.apache.james.events.EventBus;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.acl.UnionMailboxACLResolver;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.store.PreDeletionHooks;
import org.apache.james.mailbox.store.StoreMessageIdManager;
import org.apache.james.mailbox.store.StoreRightManager;

/** James's manager of messages by their ids, which no command uses here, over the sealed store. */
final class MessagesByIds {

  private MessagesByIds() {}

  static MessageIdManager of(SealedMailboxes mailboxes) {
    return of(
        mailboxes, mailboxes.quotas(), mailboxes.eventBus(), PreDeletionHooks.NO_PRE_DELETION_HOOK);
  }

  static MessageIdManager of(
      SealedMailboxes mailboxes, QuotaManager quotas, EventBus bus, PreDeletionHooks hooks) {
    return new StoreMessageIdManager(
        new StoreRightManager(mailboxes.mappers(), new UnionMailboxACLResolver(), bus),
        mailboxes.mappers(),
        bus,
        quotas,
        mailboxes.quotaRoots(),
        hooks);
  }
}
