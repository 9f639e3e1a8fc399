package dev.freehold.mailserver.lmtp;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.domains.AcceptedDomains;
import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.FolderPath;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.RecipientKind;
import dev.freehold.mail.mailboxes.SpecialUse;
import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.NewMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Delivers into the sealed mailboxes. That is work of the system: into a mailbox whose roots refuse
 * its people, mail still comes, under the availability key, and the ledger says so.
 */
public final class MailboxDelivery implements Delivery {

  private static final Requester REQUESTER = Requester.system("delivery");
  private static final String JUNK = "Junk";
  private static final String CLOSED = "this mailbox was closed for good and takes no mail";

  private static final String FULL = "the mailbox is full";

  private final AcceptedDomains domains;
  private final Mailboxes mailboxes;
  private final Folders folders;
  private final FolderSubscriptions subscriptions;
  private final Messages messages;
  private final Clock clock;

  /** Delivers into these mailboxes. */
  public MailboxDelivery(
      AcceptedDomains domains,
      Mailboxes mailboxes,
      Folders folders,
      FolderSubscriptions subscriptions,
      Messages messages,
      Clock clock) {
    this.domains = domains;
    this.mailboxes = mailboxes;
    this.folders = folders;
    this.subscriptions = subscriptions;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public Destination find(String address) throws Undeliverable {
    Mailbox mailbox = mailboxOf(address);
    if (mailbox.kind() == RecipientKind.MAIL_USER) {
      throw Undeliverable.forNow(
          "2.1", "this mailbox is not here yet: it is still to be migrated", null);
    }
    try {
      mailboxes.requireOpen(mailbox.tenantId(), mailbox.id().toString());
    } catch (MailException refused) {
      throw undeliverable(refused);
    }
    if (mailboxes.isFull(messages.space(), mailbox)) {
      throw Undeliverable.forGood("2.2", FULL);
    }
    return new Destination(mailbox.tenantId(), mailbox.id());
  }

  @Override
  public void deliver(Destination to, boolean isJunk, InputStream content)
      throws Undeliverable, IOException {
    try {
      Mailbox mailbox = mailboxes.requireOpen(to.tenantId(), to.mailboxId().toString());
      Folder folder = isJunk ? junk(mailbox) : folders.ensure(mailbox, FolderPath.INBOX);
      NewMessage message =
          new NewMessage(
              MessageFlags.NONE,
              clock.instant(),
              MessageProperties.NONE,
              OptionalLong.empty(),
              Optional.empty());
      messages.append(mailbox, folder, message, content, REQUESTER);
    } catch (MailException refused) {
      throw undeliverable(refused);
    } catch (KeyAccessException refused) {
      throw undeliverable(refused);
    } catch (ContentException failed) {
      throw undeliverable(failed);
    }
  }

  /** {@code alice+news@example.com} is alice's unless somebody has that very address. */
  private Mailbox mailboxOf(String address) throws Undeliverable {
    int at = address.lastIndexOf('@');
    String local = address.substring(0, Math.max(0, at));
    String domain = address.substring(at + 1);
    // Not for good: the operator may have made a second tenant and not yet said whose this is.
    UUID tenantId =
        domains
            .tenantOf(domain)
            .orElseThrow(
                () ->
                    Undeliverable.forNow(
                        "1.2", "no tenant of this server was given this domain", null));
    int plus = local.indexOf('+');
    return domains
        .mailboxOf(tenantId, local, domain)
        .or(
            () ->
                plus > 0
                    ? domains.mailboxOf(tenantId, local.substring(0, plus), domain)
                    : Optional.empty())
        .orElseThrow(() -> Undeliverable.forGood("1.1", "nobody here has this address; check it"));
  }

  private Folder junk(Mailbox mailbox) {
    List<Folder> all = folders.list(mailbox);
    return all.stream()
        .filter(folder -> folder.specialUse().filter(use -> use == SpecialUse.JUNK).isPresent())
        .findFirst()
        .or(() -> all.stream().filter(folder -> folder.path().equals(JUNK)).findFirst())
        .orElseGet(() -> newJunk(mailbox));
  }

  /** Many mail programs show only what is subscribed to, so nobody would see the folder. */
  private Folder newJunk(Mailbox mailbox) {
    try {
      // Subscribed to first: who is killed between the two begins again with the next message.
      subscriptions.add(mailbox, JUNK);
      return folders.create(mailbox, JUNK, Optional.of(SpecialUse.JUNK));
    } catch (MailException refused) {
      if (refused.error() == MailError.FOLDER_EXISTS) {
        return folders.ensure(mailbox, JUNK); // another delivery has just made it
      }
      throw refused;
    }
  }

  private static Undeliverable undeliverable(MailException refused) {
    if (refused.error() == MailError.PURGED) {
      return Undeliverable.forGood("2.1", CLOSED);
    }
    if (refused.error() == MailError.MAILBOX_NOT_FOUND) {
      return Undeliverable.forGood("1.1", "nobody here has this address any more; check it");
    }
    if (refused.error() == MailError.MAILBOX_FULL) {
      return Undeliverable.forGood("2.2", FULL);
    }
    if (refused.error() == MailError.MESSAGE_TOO_LARGE) {
      return Undeliverable.forGood("3.4", "the message is too large");
    }
    return Undeliverable.forNow("3.0", "the mailbox takes no mail now", refused);
  }

  private static Undeliverable undeliverable(KeyAccessException refused) {
    return switch (refused.reason()) {
      case PURGED, NO_SUCH_KEY -> Undeliverable.forGood("2.1", CLOSED);
      case REFUSED,
          ADDRESS_REFUSED,
          DID_NOT_ANSWER,
          WRONG_ANSWER,
          AVAILABILITY_KEY_MISSING,
          NOT_AUTHENTIC,
          KEY_RENEWED,
          NOT_RECORDED ->
          Undeliverable.forNow("2.1", "the mailbox cannot be opened now", refused);
    };
  }

  private static Undeliverable undeliverable(ContentException failed) {
    boolean isFull = failed.error() == ContentError.STORE_FULL;
    return Undeliverable.forNow(
        isFull ? "3.1" : "3.0",
        isFull ? "there is no space left for mail" : "mail cannot be stored now",
        failed);
  }
}
