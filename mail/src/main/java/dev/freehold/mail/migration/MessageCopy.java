package dev.freehold.mail.migration;

import dev.freehold.custody.Requester;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.MessageImportKey;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.migration.imap.ImapClient;
import dev.freehold.mail.migration.imap.ImapMessage;
import dev.freehold.mail.migration.imap.LazyContent;
import dev.freehold.mail.migration.imap.MigrationEndpoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Copies messages of one folder, byte for byte with their flags and dates. Each has a lasting name:
 * server, user, folder, UIDVALIDITY and UID, under which the store takes it once, whatever a step
 * that was killed has done before. One thread.
 */
final class MessageCopy {

  private static final long SLICE_NANOS = 700_000_000;

  private final Messages store;
  private final ImapClient client;
  private final Mailbox mailbox;
  private final Folder target;
  private final String location;
  private final Requester requester;

  /**
   * Copies into {@code target}.
   *
   * @param location what all messages of the source's folder have in common in their names
   */
  MessageCopy(
      Messages store,
      ImapClient client,
      Mailbox mailbox,
      Folder target,
      String location,
      Requester requester) {
    this.store = store;
    this.client = client;
    this.mailbox = mailbox;
    this.target = target;
    this.location = location;
    this.requester = requester;
  }

  /** What all messages of a folder have in common in their lasting names. */
  static String location(
      MigrationEndpoint endpoint,
      MigrationUserRows.Row user,
      CopyRows.Row folder,
      long uidValidity) {
    return String.join(
        "\n",
        "imap",
        endpoint.server().toLowerCase(Locale.ROOT),
        user.userName(),
        folder.sourceName(),
        Long.toString(uidValidity));
  }

  /** Copies at least one of the messages, and as many as there is time for. */
  CopiedPage copy(List<ImapMessage> messages, long afterUid, int max) throws IOException {
    long start = System.nanoTime();
    CopiedPage page = new CopiedPage(afterUid);
    for (ImapMessage message : messages.subList(0, Math.min(max, messages.size()))) {
      copy(message, page);
      if (System.nanoTime() - start > SLICE_NANOS || !client.isUsable()) {
        break;
      }
    }
    return page;
  }

  private void copy(ImapMessage message, CopiedPage page) throws IOException {
    if (message.sizeBytes() > MailLimits.MAX_MESSAGE_BYTES) {
      page.skipped(message.uid(), MailError.MESSAGE_TOO_LARGE.code());
      return;
    }
    NewMessage wanted =
        new NewMessage(
            message.flags(),
            message.internalDate(),
            MessageProperties.NONE,
            // Servers are known to misstate it, so what comes is what counts.
            OptionalLong.empty(),
            Optional.of(MessageImportKey.ofLastingName(location + "\n" + message.uid())));
    try (LazyContent content = new LazyContent(client, message.uid())) {
      MessageRef stored = store.append(mailbox, target, wanted, content, requester);
      page.copied(message.uid(), stored.sizeBytes());
    } catch (FileNotFoundException e) {
      page.gone(message.uid());
    } catch (MailException e) {
      if (e.error() != MailError.MESSAGE_TOO_LARGE) {
        throw e;
      }
      page.skipped(message.uid(), e.code());
    }
  }
}
