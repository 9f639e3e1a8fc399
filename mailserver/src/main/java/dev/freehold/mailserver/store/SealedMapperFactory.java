package dev.freehold.mailserver.store;

import dev.freehold.mailserver.hints.UnchangedSince;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.store.MailboxSessionMapperFactory;
import org.apache.james.mailbox.store.mail.AnnotationMapper;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.MessageIdMapper;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.ModSeqProvider;
import org.apache.james.mailbox.store.mail.UidProvider;
import org.apache.james.mailbox.store.quota.QuotaChecker;
import org.apache.james.mailbox.store.user.SubscriptionMapper;

/** Gives each session the mappers of its user's mailbox. Safe for use by many threads. */
final class SealedMapperFactory extends MailboxSessionMapperFactory {

  private static final String SESSION_MAIL = "dev.freehold.session-mail";

  private final SealedMail mail;
  private final MailboxHolders holders;
  private final LocalChanges changes;
  private final FolderNumbers numbers;

  SealedMapperFactory(SealedMail mail, MailboxHolders holders, LocalChanges changes) {
    this.mail = mail;
    this.holders = holders;
    this.changes = changes;
    this.numbers = new FolderNumbers(mail.database());
  }

  /** The mail as the session's user sees it. */
  SessionMail mail(MailboxSession session) {
    return (SessionMail)
        session
            .getAttributes()
            .computeIfAbsent(
                SESSION_MAIL,
                _ -> new SessionMail(mail, holders, session.getUser(), session.getPathDelimiter()));
  }

  /** Appends several messages for a session. */
  BatchAppend append(MailboxSession session, QuotaChecker quota, boolean isRecent) {
    return new BatchAppend(mail(session), changes, quota, isRecent);
  }

  @Override
  public SealedMessageMapper createMessageMapper(MailboxSession session) {
    return new SealedMessageMapper(mail(session), changes, UnchangedSince.of(session));
  }

  @Override
  public MessageMapper getMessageMapper(MailboxSession session) {
    return createMessageMapper(session);
  }

  @Override
  public MailboxMapper createMailboxMapper(MailboxSession session) {
    return new SealedMailboxMapper(mail(session));
  }

  @Override
  public MessageIdMapper createMessageIdMapper(MailboxSession session) {
    return new SealedMessageIdMapper(mail(session), createMessageMapper(session));
  }

  @Override
  public SubscriptionMapper createSubscriptionMapper(MailboxSession session) {
    return new SealedSubscriptionMapper(mail(session));
  }

  @Override
  public AnnotationMapper createAnnotationMapper(MailboxSession session) {
    return new NoAnnotations();
  }

  @Override
  public UidProvider getUidProvider() {
    return numbers.uids();
  }

  @Override
  public ModSeqProvider getModSeqProvider() {
    return numbers.modSeqs();
  }
}
