package dev.freehold.mailserver.imap;

import org.apache.james.events.EventBus;
import org.apache.james.imap.api.process.MailboxTyper;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;

/**
 * The mailboxes that clients reach, in James's interfaces.
 *
 * @param mailboxes folders and messages
 * @param events tells sessions what others change
 * @param subscriptions which folders people subscribed to
 * @param quotas how much mailboxes may hold
 * @param quotaRoots whose quota it is
 * @param typer says what folders are for, such as Sent
 */
public record ImapMailboxes(
    MailboxManager mailboxes,
    EventBus events,
    SubscriptionManager subscriptions,
    QuotaManager quotas,
    QuotaRootResolver quotaRoots,
    MailboxTyper typer) {}
