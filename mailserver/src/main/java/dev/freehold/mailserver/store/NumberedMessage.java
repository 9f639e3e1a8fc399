package dev.freehold.mailserver.store;

import dev.freehold.mailserver.MailServerLimits;
import dev.freehold.mailserver.imap.answers.CommandRefusedException;
import dev.freehold.mailserver.imap.answers.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * the command fails and is not answered in part. What is held of them together is bounded, however
 * many are asked for: longer bodies are read again when they are sent, and more headers are
 * refused. For one thread at a time.
 */
final class NumberedMessage implements MessageResult {

  /** About what a field takes beside its characters. */
  private static final int FIELD_BYTES = 64;

  private static final Refusal TOO_MANY_HEADERS =
      Refusal.no("LIMIT", "too many headers of parts at once; ask for fewer in one FETCH");

  private final MessageResult message;
  private long heldBytes;

  NumberedMessage(MessageResult message) {
    this.message = message;
  }

  /** From the part that has a number to the one that is wanted. */
  private interface Step {
    Optional<MessageParts.Part> from(Optional<MessageParts.Part> part) throws IOException;
  }

  private List<Header> headers(MimePath path, Step step) throws MailboxException {
    try (InputStream content = open()) {
      List<Header> headers =
          step.from(MessageParts.find(content, path.getPositions()))
              .map(MessageParts.Part::headers)
              .orElse(List.of());
      for (Header field : headers) {
        heldBytes += FIELD_BYTES + field.getName().length() + field.getValue().length();
      }
      if (heldBytes > MailServerLimits.MAX_HELD_PARTS_BYTES) {
        throw new CommandRefusedException(TOO_MANY_HEADERS);
      }
      return headers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open() throws MailboxException, IOException {
    return message.getFullContent().getInputStream();
  }

  /** The body of a part; {@code null} if there is none, as James wants it. */
  private Content body(MimePath path, Step step) throws MailboxException {
    try (InputStream content = open()) {
      Optional<MessageParts.Part> part = step.from(MessageParts.find(content, path.getPositions()));
      return part.isPresent() ? held(part.get().body(), path, step) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Content held(InputStream body, MimePath path, Step step) throws IOException {
    int room = (int) Math.max(0, MailServerLimits.MAX_HELD_PARTS_BYTES - heldBytes);
    byte[] first = body.readNBytes(room + 1);
    if (first.length <= room) {
      heldBytes += first.length;
      return new ByteContent(first);
    }
    long size = first.length + body.transferTo(OutputStream.nullOutputStream());
    return new ReadAgain(path, step, size);
  }

  /** A body that is found and read anew each time it is asked for. */
  private final class ReadAgain implements Content {
    private final MimePath path;
    private final Step step;
    private final long size;

    ReadAgain(MimePath path, Step step, long size) {
      this.path = path;
      this.step = step;
      this.size = size;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      InputStream content = opened();
      try {
        MessageParts.Part part =
            step.from(MessageParts.find(content, path.getPositions()))
                .orElseThrow(() -> new IOException("a part is not there any more"));
        return new PartStream(part.body(), content);
      } catch (IOException | RuntimeException e) {
        content.close();
        throw e;
      }
    }

    private InputStream opened() throws IOException {
      try {
        return open();
      } catch (MailboxException e) {
        throw new IOException("the message cannot be read", e);
      }
    }

    @Override
    public long size() {
      return size;
    }
  }

  /** Closes the message with the part that is read of it. */
  private static final class PartStream extends FilterInputStream {
    private final InputStream message;

    PartStream(InputStream part, InputStream message) {
      super(part);
      this.message = message;
    }

    @Override
    public void close() throws IOException {
      message.close();
    }
  }

  private static Optional<MessageParts.Part> embedded(Optional<MessageParts.Part> part)
      throws IOException {
    return part.isPresent() ? part.get().embedded() : Optional.empty();
  }

  @Override
  public Iterator<Header> iterateHeaders(MimePath path) throws MailboxException {
    return headers(path, NumberedMessage::embedded).iterator();
  }

  @Override
  public Iterator<Header> iterateMimeHeaders(MimePath path) throws MailboxException {
    return headers(path, part -> part).iterator();
  }

  @Override
  public Content getBody(MimePath path) throws MailboxException {
    return body(path, NumberedMessage::embedded);
  }

  @Override
  public Content getMimeBody(MimePath path) throws MailboxException {
    return body(path, part -> part);
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
