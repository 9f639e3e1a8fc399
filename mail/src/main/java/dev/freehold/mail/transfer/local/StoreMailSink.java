package dev.freehold.mail.transfer.local;

import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.mail.transfer.AppendRequest;
import dev.freehold.mail.transfer.MailSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stores imported messages in a mailbox of this process. */
public final class StoreMailSink implements MailSink {

  private final Folders folders;
  private final Messages messages;
  private final Mailbox mailbox;
  private final Requester requester;
  private final Map<String, Folder> known = new ConcurrentHashMap<>();

  /** Stores in {@code mailbox} on behalf of {@code requester}. Make one per import. */
  public StoreMailSink(Folders folders, Messages messages, Mailbox mailbox, Requester requester) {
    this.folders = folders;
    this.messages = messages;
    this.mailbox = mailbox;
    this.requester = requester;
  }

  @Override
  public void makeFolder(String path) {
    try {
      known.computeIfAbsent(path, missing -> folders.ensure(mailbox, missing));
    } catch (RuntimeException e) {
      throw StoreFailures.refusal(e);
    }
  }

  @Override
  public AppendReceipt append(AppendRequest request, InputStream content) throws IOException {
    try {
      Folder folder =
          known.computeIfAbsent(request.folder(), path -> folders.ensure(mailbox, path));
      NewMessage message =
          new NewMessage(
              request.flags(),
              request.internalDate(),
              request.properties(),
              request.sizeBytes(),
              request.importKey());
      MessageRef ref = messages.append(mailbox, folder, message, content, requester);
      return new AppendReceipt(
          ref.uid(), ref.uidValidity(), ref.sizeBytes(), ref.sha256(), ref.alreadyThere());
    } catch (RuntimeException e) {
      throw StoreFailures.refusal(e);
    }
  }
}
