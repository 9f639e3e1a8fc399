package dev.freehold.mailserver.store;

import dev.freehold.mail.messages.MessageRanges;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.store.mail.AttachmentMapper;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import org.apache.james.mailbox.store.mail.MessageIdMapper;
import org.apache.james.mailbox.store.mail.MessageMapper;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.apache.james.mailbox.store.mail.model.MapperProvider;

/** Gives James's mapper tests the mappers of this package. */
final class SealedMapperProvider implements MapperProvider {

  private static final Username BENWA = Username.of("benwa");

  private final StoreFixture fixture;
  private final FolderNumbers numbers;
  private final AtomicLong uids = new AtomicLong();
  private final SessionMail session;
  private final GivenIds ids;

  SealedMapperProvider(StoreFixture fixture) {
    this.fixture = fixture;
    this.numbers = new FolderNumbers(fixture.mail.database());
    this.session = fixture.session(BENWA);
    this.ids = new GivenIds(this::storedId);
  }

  @Override
  public List<Capabilities> getSupportedCapabilities() {
    return List.of(
        Capabilities.MESSAGE,
        Capabilities.MAILBOX,
        Capabilities.MOVE,
        Capabilities.UNIQUE_MESSAGE_ID,
        Capabilities.THREAD_SAFE_FLAGS_UPDATE);
  }

  @Override
  public MailboxMapper createMailboxMapper() {
    return new ManyUsersMailboxMapper(fixture);
  }

  @Override
  public MessageMapper createMessageMapper() {
    return ids.wrap(MessageMapper.class, mapper());
  }

  private MessageId storedId(MailboxMessage message) {
    try {
      long uid = message.getUid().asLong();
      return new ObjectMessageId(
          fixture
              .mail
              .ranges()
              .list(session.current(message.getMailboxId()), new MessageRanges.Uids(uid, uid), 1)
              .getFirst()
              .objectId());
    } catch (MailboxException e) {
      throw new IllegalStateException(e);
    }
  }

  private SealedMessageMapper mapper() {
    return new SealedMessageMapper(session, new Untold(), Optional.empty());
  }

  @Override
  public MessageIdMapper createMessageIdMapper() {
    return ids.wrap(MessageIdMapper.class, new SealedMessageIdMapper(session, mapper()));
  }

  @Override
  public AttachmentMapper createAttachmentMapper() {
    throw new UnsupportedOperationException("attachments are parts of messages");
  }

  @Override
  public MailboxId generateId() {
    return new FolderId(UUID.randomUUID());
  }

  @Override
  public MessageUid generateMessageUid() {
    return MessageUid.of(uids.incrementAndGet());
  }

  @Override
  public ModSeq generateModSeq(Mailbox mailbox) throws MailboxException {
    // Some tests ask for one of a folder that does not exist.
    return session.find(mailbox.getMailboxId()).isPresent()
        ? numbers.modSeqs().nextModSeq(mailbox)
        : ModSeq.of(uids.incrementAndGet());
  }

  @Override
  public ModSeq highestModSeq(Mailbox mailbox) throws MailboxException {
    return numbers.modSeqs().highestModSeq(mailbox);
  }

  @Override
  public boolean supportPartialAttachmentFetch() {
    return false;
  }

  @Override
  public MessageId generateMessageId() {
    return new ObjectMessageId(UUID.randomUUID());
  }

  /** Nobody has a folder open. */
  private static final class Untold implements LocalChanges {

    @Override
    public Underway begin(Collection<UUID> folderIds) {
      return () -> {};
    }

    @Override
    public void made(UUID folderId, long modSeq) {
      // Nobody asks.
    }
  }
}
