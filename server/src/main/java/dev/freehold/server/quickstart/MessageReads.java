package dev.freehold.server.quickstart;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.transfer.MailFolder;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink.RefusedException;
import dev.freehold.server.client.RemoteMailbox;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Optional;

/** Reads one message again and again. */
final class MessageReads {

  private final RemoteMailbox mailbox;
  private final MailItem item;

  private MessageReads(RemoteMailbox mailbox, MailItem item) {
    this.mailbox = mailbox;
    this.item = item;
  }

  /** Any message of the mailbox. */
  static Optional<MessageReads> any(RemoteMailbox mailbox) throws IOException {
    for (MailFolder folder : mailbox.folders()) {
      if (folder.messageCount() > 0) {
        return mailbox.list(folder.path(), 0, 1).stream()
            .findFirst()
            .map(item -> new MessageReads(mailbox, item));
      }
    }
    return Optional.empty();
  }

  /** Reads the whole message; gives the code of the refusal, or nothing if its hash is right. */
  Optional<String> refusal() throws IOException {
    try (DigestInputStream in = new DigestInputStream(mailbox.open(item), Sha256.digest())) {
      in.transferTo(OutputStream.nullOutputStream());
      String hash = HexFormat.of().formatHex(in.getMessageDigest().digest());
      return hash.equals(item.sha256()) ? Optional.empty() : Optional.of("content-mismatch");
    } catch (RefusedException refused) {
      return Optional.of(refused.code());
    }
  }
}
