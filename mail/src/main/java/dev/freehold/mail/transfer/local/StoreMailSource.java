package dev.freehold.mail.transfer.local;

import dev.freehold.content.store.ObjectReader;
import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.DescribedMessage;
import dev.freehold.mail.messages.MessageDetails;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.StoredMessage;
import dev.freehold.mail.transfer.MailFolder;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads the messages of a mailbox of this process. */
public final class StoreMailSource implements MailSource {

  private final Folders folders;
  private final Messages messages;
  private final Mailbox mailbox;
  private final Requester requester;

  /** Reads {@code mailbox} on behalf of {@code requester}. */
  public StoreMailSource(Folders folders, Messages messages, Mailbox mailbox, Requester requester) {
    this.folders = folders;
    this.messages = messages;
    this.mailbox = mailbox;
    this.requester = requester;
  }

  @Override
  public List<MailFolder> folders() {
    try {
      return folders.list(mailbox).stream()
          .map(folder -> new MailFolder(folder.path(), folder.messageCount(), folder.totalBytes()))
          .toList();
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  @Override
  public List<MailItem> list(String path, long afterUid, int max) {
    try {
      Folder folder = folders.require(mailbox, path);
      return messages.describe(mailbox, folder, afterUid, max, requester).stream()
          .map(described -> item(folder, described))
          .toList();
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  @Override
  public InputStream open(MailItem item) {
    try {
      Folder folder = folders.require(mailbox, item.folder());
      return new OpenMessage(messages.open(folder, item.uid(), requester));
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private static MailItem item(Folder folder, DescribedMessage described) {
    StoredMessage message = described.message();
    return new MailItem(
        folder.path(),
        message.uid(),
        message.flags(),
        message.internalDate(),
        message.sizeBytes(),
        described.details().map(MessageDetails::sha256).orElse(""),
        described.details().map(MessageDetails::properties).orElse(MessageProperties.NONE));
  }

  private static RuntimeException failure(RuntimeException e) {
    return StoreFailures.refusal(e);
  }

  /** The stream of an open object, which it closes. */
  private static final class OpenMessage extends FilterInputStream {
    private final ObjectReader reader;

    OpenMessage(ObjectReader reader) {
      super(reader.stream());
      this.reader = reader;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (RuntimeException e) {
        throw failure(e);
      }
    }

    @Override
    public void close() throws IOException {
      try (reader) {
        super.close();
      }
    }
  }
}
