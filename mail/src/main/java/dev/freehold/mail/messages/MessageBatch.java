package dev.freehold.mail.messages;

import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.persistence.Database;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages that become part of a folder together, or not at all. Not for imports. For one thread at
 * a time; whoever does not {@link #store} closes it, so that nothing is left behind.
 */
public final class MessageBatch implements AutoCloseable {

  private final Parts parts;
  private final Mailbox mailbox;
  private final Folder folder;
  private final Requester requester;
  private final List<Taken> taken = new ArrayList<>();

  MessageBatch(Parts parts, Mailbox mailbox, Folder folder, Requester requester) {
    mailbox.requireOwn(folder);
    this.parts = parts;
    this.mailbox = mailbox;
    this.folder = folder;
    this.requester = requester;
  }

  /**
   * Reads {@code content} to its end and seals it; nobody sees it before {@link #store}. The caller
   * closes {@code content}. Throws what {@link Messages#append} does.
   */
  public void add(NewMessage message, InputStream content) throws IOException {
    message.sizeBytes().ifPresent(size -> MessageIntake.requireWithin(size, parts.maxBytes));
    MessageIntake intake = new MessageIntake(content, parts.maxBytes);
    SealedObject sealed =
        parts.objects.seal(mailbox.owner(), requester, intake, message.sizeBytes(), parts.maxBytes);
    taken.add(
        new Taken(
            sealed,
            new MessageDraft.Arrived(
                mailbox,
                folder,
                message,
                intake.headerBytes(),
                intake.sha256(),
                intake.envelope(),
                Optional.empty(),
                requester)));
  }

  /** How many messages were added. */
  public int size() {
    return taken.size();
  }

  /**
   * Stores what was added, in this order, with rising UIDs; returns if and only if all is durable.
   *
   * @throws MailException {@code mailbox-full}; {@code folder-not-found} if the folder was removed
   *     meanwhile
   * @throws KeyAccessException if the mailbox key is not given; {@code KEY_RENEWED} if several
   *     messages were added and the key was renewed meanwhile: nothing is kept, send them again
   * @throws dev.freehold.content.ContentException if an object cannot be stored
   */
  public List<MessageRef> store() {
    List<Taken> all = List.copyOf(taken);
    // From here on nobody but the transaction knows whether the blobs are needed.
    taken.clear();
    if (all.size() == 1) {
      Taken only = all.getFirst();
      return parts.objects.registerFresh(
          only.sealed, mailbox.owner(), requester, current -> insert(List.of(only.with(current))));
    }
    try {
      return insert(all);
    } catch (KeyAccessException refused) {
      discard(all);
      throw refused;
    }
  }

  private List<MessageRef> insert(List<Taken> all) {
    try (OpenKeys open = new OpenKeys(parts.keys, parts.aead, mailbox.owner(), requester)) {
      List<MessageDraft> drafts = new ArrayList<>();
      for (Taken one : all) {
        drafts.add(one.draft(open.under(one.sealed.ownerKeyId())));
      }
      return parts.database.write(
          tx -> {
            List<MessageRef> refs = new ArrayList<>();
            for (MessageDraft draft : drafts) {
              refs.add(draft.insert(tx, parts.objects, parts.space, parts.clock.instant()));
            }
            return refs;
          });
    } catch (MailException e) {
      discard(all);
      throw e;
    }
  }

  private void discard(List<Taken> all) {
    all.forEach(one -> parts.objects.discard(one.sealed));
  }

  /** Discards what was added and not stored. */
  @Override
  public void close() {
    discard(taken);
    taken.clear();
  }

  /** What it works with. */
  record Parts(
      Database database,
      ObjectStore objects,
      KeyAccess keys,
      Aead aead,
      MailboxSpace space,
      Clock clock,
      long maxBytes) {}

  /** A message that was read. */
  private record Taken(SealedObject sealed, MessageDraft.Arrived arrived) {

    Taken with(SealedObject current) {
      return new Taken(current, arrived);
    }

    MessageDraft draft(MailboxSecrets sealing) {
      NewMessage message = arrived.message();
      MessageSecrets secrets =
          new MessageSecrets(arrived.sha256(), message.properties(), Optional.empty());
      secrets.encode(); // What is too long is refused outside the transaction.
      return new MessageDraft(arrived, sealed, secrets, sealing, Optional.empty());
    }
  }
}
