package dev.freehold.mailserver.store;

import dev.freehold.content.store.ObjectReader;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.hints.DeliveryDate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ComposedMessageId;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageAttachmentMetadata;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.ThreadId;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.apache.james.mailbox.store.mail.model.impl.Properties;

/**
 * A stored message as James has it. Its content is opened anew each time it is asked for, and only
 * then. For one thread at a time.
 */
final class SealedMessage implements MailboxMessage {

  private final FolderId folder;
  private final StoredMessage stored;
  private final Supplier<ObjectReader> opener;
  private final Runnable contentAsked;
  private boolean isContentAsked;
  private MessageUid uid;
  private ModSeq modSeq;
  private Flags flags;
  private Date saveDate;
  private Properties properties;

  /**
   * Wraps a message.
   *
   * @param opener opens its content; may throw what {@code Messages.open} does
   * @param contentAsked called before more than the header is read for the first time
   */
  SealedMessage(
      FolderId folder, StoredMessage stored, Supplier<ObjectReader> opener, Runnable contentAsked) {
    this.folder = folder;
    this.stored = stored;
    this.opener = opener;
    this.contentAsked = contentAsked;
    this.uid = MessageUid.of(stored.uid());
    this.modSeq = ModSeq.of(stored.modSeq());
    this.flags = FlagNames.toJames(stored.flags());
    this.saveDate = Date.from(stored.savedAt());
  }

  /** What IMAP's events say of a message. */
  static MessageMetaData metaData(StoredMessage stored) {
    MessageId id = new ObjectMessageId(stored.objectId());
    return new MessageMetaData(
        MessageUid.of(stored.uid()),
        ModSeq.of(stored.modSeq()),
        FlagNames.toJames(stored.flags()),
        stored.sizeBytes(),
        new DeliveryDate(stored.delivered()),
        Optional.of(Date.from(stored.savedAt())),
        id,
        ThreadId.fromBaseMessageId(id));
  }

  @Override
  public InputStream getFullContent() throws IOException {
    noteContentAsked();
    return stream(0, stored.sizeBytes());
  }

  @Override
  public InputStream getHeaderContent() throws IOException {
    return stream(0, getHeaderOctets());
  }

  @Override
  public InputStream getBodyContent() throws IOException {
    noteContentAsked();
    return stream(stored.headerBytes(), stored.sizeBytes());
  }

  private void noteContentAsked() {
    if (!isContentAsked) {
      contentAsked.run();
      isContentAsked = true;
    }
  }

  private InputStream stream(long from, long end) {
    return new ReaderStream(opener.get(), from, end);
  }

  @Override
  public Properties getProperties() {
    if (properties == null) {
      try (InputStream content = getFullContent()) {
        properties = MessageFacts.read(content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }

  @Override
  public String getMediaType() {
    return getProperties().getMediaType();
  }

  @Override
  public String getSubType() {
    return getProperties().getSubType();
  }

  @Override
  public Long getTextualLineCount() {
    return getProperties().getTextualLineCount();
  }

  @Override
  public long getFullContentOctets() {
    return stored.sizeBytes();
  }

  @Override
  public long getHeaderOctets() {
    return Math.min(stored.headerBytes(), MailServerLimits.MAX_HEADER_BYTES);
  }

  @Override
  public long getBodyOctets() {
    return stored.sizeBytes() - stored.headerBytes();
  }

  @Override
  public Date getInternalDate() {
    return new DeliveryDate(stored.delivered());
  }

  @Override
  public Optional<Date> getSaveDate() {
    return Optional.of(saveDate);
  }

  @Override
  public void setSaveDate(Date date) {
    saveDate = date;
  }

  @Override
  public MessageId getMessageId() {
    return new ObjectMessageId(stored.objectId());
  }

  @Override
  public ThreadId getThreadId() {
    return ThreadId.fromBaseMessageId(getMessageId());
  }

  @Override
  public MailboxId getMailboxId() {
    return folder;
  }

  @Override
  public MessageUid getUid() {
    return uid;
  }

  @Override
  public void setUid(MessageUid other) {
    uid = other;
  }

  @Override
  public ModSeq getModSeq() {
    return modSeq;
  }

  @Override
  public void setModSeq(ModSeq other) {
    modSeq = other;
  }

  @Override
  public Flags createFlags() {
    return new Flags(flags);
  }

  @Override
  public void setFlags(Flags other) {
    flags = new Flags(other);
  }

  @Override
  public boolean isAnswered() {
    return flags.contains(Flags.Flag.ANSWERED);
  }

  @Override
  public boolean isDeleted() {
    return flags.contains(Flags.Flag.DELETED);
  }

  @Override
  public boolean isDraft() {
    return flags.contains(Flags.Flag.DRAFT);
  }

  @Override
  public boolean isFlagged() {
    return flags.contains(Flags.Flag.FLAGGED);
  }

  @Override
  public boolean isRecent() {
    return flags.contains(Flags.Flag.RECENT);
  }

  @Override
  public boolean isSeen() {
    return flags.contains(Flags.Flag.SEEN);
  }

  @Override
  public ComposedMessageIdWithMetaData getComposedMessageIdWithMetaData() {
    return new ComposedMessageIdWithMetaData(
        new ComposedMessageId(folder, getMessageId(), uid), createFlags(), modSeq, getThreadId());
  }

  /** Attachments are parts of the message and nothing of their own. */
  @Override
  public List<MessageAttachmentMetadata> getAttachments() {
    return List.of();
  }

  @Override
  public MailboxMessage copy(Mailbox mailbox) throws MailboxException {
    SealedMessage copy =
        new SealedMessage((FolderId) mailbox.getMailboxId(), stored, opener, contentAsked);
    copy.setFlags(flags);
    return copy;
  }

  /** As all messages of James: equal if they have one place. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MailboxMessage message
        && uid.equals(message.getUid())
        && folder.equals(message.getMailboxId());
  }

  @Override
  public int hashCode() {
    return 31 * folder.hashCode() + uid.hashCode();
  }
}
