package dev.freehold.server.features.messages;

import dev.freehold.content.store.ObjectReader;
import dev.freehold.custody.Requester;
import dev.freehold.mail.access.MailboxPermissions;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.DescribedMessage;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.server.http.ByteRange;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Messages of a mailbox of the caller's tenant. Content leaves only decrypted for its reader, who
 * has full access to the mailbox; the ledger has each reading before any of it leaves.
 */
final class MessagesApi {

  private static final String MEDIA_TYPE = "message/rfc822";
  private static final int START_BYTES = 16 << 10;

  private final Mailboxes mailboxes;
  private final MailboxReaders readers;
  private final ReadRecords records;
  private final Folders folders;
  private final Messages messages;
  private final Clock clock;

  MessagesApi(
      Mailboxes mailboxes,
      MailboxPermissions permissions,
      ReadRecords records,
      Folders folders,
      Messages messages,
      Clock clock) {
    this.mailboxes = mailboxes;
    this.readers = new MailboxReaders(mailboxes, permissions);
    this.records = records;
    this.folders = folders;
    this.messages = messages;
    this.clock = clock;
  }

  /** {@code POST /api/v1/mailboxes/{mailbox}/messages?folder=PATH}: the body is the message. */
  void append(Exchange exchange) throws IOException {
    Mailbox mailbox = mailbox(exchange);
    AppendRequest wanted = MessageWire.request(exchange, folderPath(exchange), clock.instant());
    NewMessage message =
        new NewMessage(
            wanted.flags(),
            wanted.internalDate(),
            wanted.properties(),
            wanted.sizeBytes(),
            wanted.importKey());
    Folder folder = folders.ensure(mailbox, wanted.folder());
    try (InputStream body = exchange.body()) {
      MessageRef stored = messages.append(mailbox, folder, message, body, requester(exchange));
      // A client that is still sending would take an early answer for a broken connection.
      body.transferTo(OutputStream.nullOutputStream());
      exchange.reply(
          stored.alreadyThere() ? 200 : 201,
          new AppendReceipt(
              stored.uid(),
              stored.uidValidity(),
              stored.sizeBytes(),
              stored.sha256(),
              stored.alreadyThere()));
    }
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}/messages?folder=PATH&after=UID&max=N}. */
  void list(Exchange exchange) throws IOException {
    Mailbox mailbox = readers.ofContent(exchange);
    Folder folder = folders.require(mailbox, folderPath(exchange));
    long after = exchange.query("after", 0, Long.MAX_VALUE, 0);
    int max = (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
    List<DescribedMessage> page =
        messages.describe(mailbox, folder, after, max, requester(exchange));
    records.recordList(
        folder, page.stream().map(one -> one.message().uid()).toList(), exchange.actor());
    exchange.reply(
        200, new MessagePage(folder.path(), page.stream().map(MessageWire.Item::of).toList()));
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}/messages/{uid}/content?folder=PATH}, with Range. */
  void content(Exchange exchange) throws IOException {
    Folder folder = folders.require(readers.ofContent(exchange), folderPath(exchange));
    long uid = uid(exchange);
    try (ObjectReader reader = messages.open(folder, uid, requester(exchange))) {
      ByteRange range = ByteRange.of(exchange.header("Range"), reader.length());
      InputStream plaintext = reader.stream(range.from(), range.length());
      // The first bytes are read before the status goes out: a refusal is still a clear answer.
      byte[] start = plaintext.readNBytes((int) Math.min(START_BYTES, range.length()));
      records.recordRead(folder, uid, exchange.actor());
      OutputStream out = range.reply(exchange, MEDIA_TYPE);
      out.write(start);
      plaintext.transferTo(out);
    }
  }

  /** {@code GET /api/v1/mailboxes/{mailbox}/folders}. */
  void folders(Exchange exchange) throws IOException {
    Mailbox mailbox = readers.ofFolders(exchange);
    List<FolderView> views = folders.list(mailbox).stream().map(FolderView::of).toList();
    exchange.reply(200, new FolderPage(views));
  }

  /** {@code PUT /api/v1/mailboxes/{mailbox}/folders?folder=PATH}: one that is there stays. */
  void makeFolder(Exchange exchange) throws IOException {
    folders.ensure(mailbox(exchange), folderPath(exchange));
    exchange.reply(204);
  }

  private static long uid(Exchange exchange) {
    try {
      return Long.parseLong(exchange.path("uid"));
    } catch (NumberFormatException notANumber) {
      throw ProblemException.notFound();
    }
  }

  private static String folderPath(Exchange exchange) {
    return exchange.query("folder").orElse(FolderPath.INBOX);
  }

  private Mailbox mailbox(Exchange exchange) {
    return mailboxes.requireOpen(exchange.caller().tenantId(), exchange.path("mailbox"));
  }

  private static Requester requester(Exchange exchange) {
    return Requester.user(exchange.actor());
  }

  record MessagePage(String folder, List<MessageWire.Item> messages) {}

  private record FolderView(
      UUID id, String path, long uidValidity, long uidNext, long messageCount, long totalBytes) {
    static FolderView of(Folder folder) {
      return new FolderView(
          folder.id(),
          folder.path(),
          folder.uidValidity(),
          folder.uidNext(),
          folder.messageCount(),
          folder.totalBytes());
    }
  }

  record FolderPage(List<FolderView> folders) {}
}
