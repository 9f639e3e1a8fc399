package dev.freehold.mailserver.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.mail.Flags;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.ByteContent;
import org.apache.james.mailbox.model.Content;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.Headers;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MessageAttachmentMetadata;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageMetaData;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.apache.james.mailbox.model.MimePath;
import org.apache.james.mailbox.model.ThreadId;

/**
 * A message that James gave, whose parts are those of {@link MessageParts} and {@link
 * MessageStructure}. They are read when they are asked for; a failure of that is unchecked, so that
 * the command fails and is not answered in part. For one thread at a time.
 */
final class NumberedMessage implements MessageResult {

  private final MessageResult message;

  NumberedMessage(MessageResult message) {
    this.message = message;
  }

  private interface Reading<T> {
    T of(Optional<MessageParts.Part> part) throws IOException;
  }

  private <T> T read(MimePath path, Reading<T> reading) throws MailboxException {
    try (InputStream content = message.getFullContent().getInputStream()) {
      return reading.of(MessageParts.find(content, path.getPositions()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Header> headers(Optional<MessageParts.Part> part) {
    return part.map(MessageParts.Part::headers).orElse(List.of());
  }

  /** The body of a part; {@code null} if there is none, as James wants it. */
  private static Content body(Optional<MessageParts.Part> part) throws IOException {
    return part.isPresent() ? new ByteContent(part.get().body()) : null;
  }

  private static Optional<MessageParts.Part> embedded(Optional<MessageParts.Part> part)
      throws IOException {
    return part.isPresent() ? part.get().embedded() : Optional.empty();
  }

  @Override
  public Iterator<Header> iterateHeaders(MimePath path) throws MailboxException {
    return read(path, part -> headers(embedded(part))).iterator();
  }

  @Override
  public Iterator<Header> iterateMimeHeaders(MimePath path) throws MailboxException {
    return read(path, NumberedMessage::headers).iterator();
  }

  @Override
  public Content getBody(MimePath path) throws MailboxException {
    return read(path, part -> body(embedded(part)));
  }

  @Override
  public Content getMimeBody(MimePath path) throws MailboxException {
    return read(path, NumberedMessage::body);
  }

  /** No command asks for a part with its header. */
  @Override
  public Content getFullContent(MimePath path) {
    throw new UnsupportedOperationException("a part is given without its header");
  }

  @Override
  public MessageMetaData messageMetaData() {
    return message.messageMetaData();
  }

  @Override
  public MessageUid getUid() {
    return message.getUid();
  }

  @Override
  public MessageId getMessageId() {
    return message.getMessageId();
  }

  @Override
  public ThreadId getThreadId() {
    return message.getThreadId();
  }

  @Override
  public Optional<Date> getSaveDate() {
    return message.getSaveDate();
  }

  @Override
  public Date getInternalDate() {
    return message.getInternalDate();
  }

  @Override
  public Flags getFlags() {
    return message.getFlags();
  }

  @Override
  public ModSeq getModSeq() {
    return message.getModSeq();
  }

  @Override
  public long getSize() {
    return message.getSize();
  }

  @Override
  public MailboxId getMailboxId() {
    return message.getMailboxId();
  }

  @Override
  public MimeDescriptor getMimeDescriptor() throws MailboxException {
    try (InputStream content = message.getFullContent().getInputStream()) {
      Optional<MimeDescriptor> composite = MessageStructure.ofComposite(content, getSize());
      if (composite.isPresent()) {
        return composite.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return message.getMimeDescriptor();
  }

  @Override
  public Content getFullContent() throws MailboxException, IOException {
    return message.getFullContent();
  }

  @Override
  public Content getBody() throws MailboxException, IOException {
    return message.getBody();
  }

  @Override
  public Headers getHeaders() throws MailboxException {
    return message.getHeaders();
  }

  @Override
  public List<MessageAttachmentMetadata> getLoadedAttachments() throws MailboxException {
    return message.getLoadedAttachments();
  }

  @Override
  public int compareTo(MessageResult other) {
    return getUid().compareTo(other.getUid());
  }

  /** As all messages of James: equal if they have one place. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MessageResult result
        && getUid().equals(result.getUid())
        && getMailboxId().equals(result.getMailboxId());
  }

  @Override
  public int hashCode() {
    return getUid().hashCode();
  }
}
