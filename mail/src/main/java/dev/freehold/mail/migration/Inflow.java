package dev.freehold.mail.migration;

import dev.freehold.custody.Requester;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.messages.ImportBatch;
import dev.freehold.mail.messages.MessageRef;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.messages.NewMessage;
import dev.freehold.mail.messages.SealingThreads;
import dev.freehold.mail.migration.imap.ImapMessage;
import dev.freehold.mail.migration.imap.LazyContent;
import dev.freehold.mail.migration.sync.Vanished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Messages of one page on their way into a folder: several are flushed at once while the next ones
 * are fetched, and stored together in the order of the page. For one page, which ends with {@link
 * #store}; one thread.
 */
final class Inflow implements AutoCloseable {

  /** As many are stored in one transaction, which nobody should wait for long. */
  private static final int MAX_MESSAGES = 32;

  private final Messages store;
  private final Mailbox mailbox;
  private final Requester requester;
  private final SealingThreads threads;
  private final BiConsumer<Incoming, MessageRef> stored;
  private final List<Incoming> underWay = new ArrayList<>();
  private Optional<ImportBatch> batch = Optional.empty();

  /**
   * Takes messages into a mailbox.
   *
   * @param stored is told of each, and where it is here
   */
  Inflow(
      Messages store,
      Mailbox mailbox,
      Requester requester,
      SealingThreads threads,
      BiConsumer<Incoming, MessageRef> stored) {
    this.store = store;
    this.mailbox = mailbox;
    this.requester = requester;
    this.threads = threads;
    this.stored = stored;
  }

  /**
   * A message that is to be stored.
   *
   * @param wanted what it is to be here
   * @param isShort whether the source gives less of it than it says
   * @param match what was found of it among messages that are gone elsewhere
   */
  record Incoming(
      ImapMessage message, NewMessage wanted, boolean isShort, Optional<Vanished.Match> match) {}

  /**
   * Fetches a message unless it is here.
   *
   * @param folder the same for all of a page
   * @throws IOException if it cannot be fetched
   */
  void take(Folder folder, Incoming incoming, LazyContent content) throws IOException {
    ImportBatch open = batch(folder);
    Optional<MessageRef> here = open.find(incoming.wanted());
    if (here.isPresent()) {
      stored.accept(incoming, here.get());
    } else if (content.length() > SealingThreads.MAX_MESSAGE_BYTES) {
      store(); // What has lower UIDs.
      stored.accept(incoming, store.append(mailbox, folder, incoming.wanted(), content, requester));
    } else {
      open.add(incoming.wanted(), content.readAllBytes());
      underWay.add(incoming);
      if (open.size() == MAX_MESSAGES) {
        store();
      }
    }
  }

  private ImportBatch batch(Folder folder) {
    if (batch.isEmpty()) {
      batch = Optional.of(store.importing(mailbox, folder, requester, threads));
    }
    return batch.get();
  }

  /** Returns when all that was taken is durable. */
  void store() {
    List<MessageRef> refs = batch.map(ImportBatch::store).orElseGet(List::of);
    for (int i = 0; i < refs.size(); i++) {
      stored.accept(underWay.get(i), refs.get(i));
    }
    underWay.clear();
  }

  @Override
  public void close() {
    batch.ifPresent(ImportBatch::close);
  }
}
