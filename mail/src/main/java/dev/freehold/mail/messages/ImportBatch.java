package dev.freehold.mail.messages;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.mailboxes.Mailbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Messages of an import on their way into one folder. While more are added, those before are sealed
 * and flushed on other threads; {@link #store} makes all of them part of the folder in one
 * transaction, in the order in which they were added. For one thread at a time; whoever does not
 * store them closes it, so that nothing is left behind.
 */
public final class ImportBatch implements AutoCloseable {

  private final ArrivedMessages messages;
  private final SealingThreads threads;
  private final Mailbox mailbox;
  private final Folder folder;
  private final Requester requester;
  private final List<CompletableFuture<ArrivedMessages.Taken>> added = new ArrayList<>();

  /** The mailbox's keys, since the last {@link #store}. What they miss, the rows refuse. */
  private Optional<OwnerStanding> standing = Optional.empty();

  ImportBatch(
      ArrivedMessages messages,
      SealingThreads threads,
      Mailbox mailbox,
      Folder folder,
      Requester requester) {
    mailbox.requireOwn(folder);
    this.messages = messages;
    this.threads = threads;
    this.mailbox = mailbox;
    this.folder = folder;
    this.requester = requester;
  }

  /**
   * The message if the folder has it from the same import.
   *
   * @throws KeyAccessException if the mailbox key is not given
   */
  public Optional<MessageRef> find(NewMessage message) {
    return messages.imported().find(mailbox, folder, message, standing(), requester);
  }

  /**
   * Seals a message; nobody sees it before {@link #store}.
   *
   * @param message with an import key
   * @param content at most {@link SealingThreads#MAX_MESSAGE_BYTES}; nobody may change it any more
   */
  public void add(NewMessage message, byte[] content) {
    Optional<OwnerStanding> before = standing();
    added.add(threads.run(content.length, () -> seal(message, before, content)));
  }

  /** How many messages were added and not stored. */
  public int size() {
    return added.size();
  }

  /**
   * Stores what was added; when this returns, all of it is durable. If it throws, the first ones
   * may be stored, and nothing is left of the others.
   *
   * @return what became of each, in their order; one that another thread stored meanwhile was there
   * @throws MailException as {@link Messages#append}
   * @throws KeyAccessException if the mailbox key is not given
   * @throws dev.freehold.content.ContentException if an object cannot be stored
   */
  public List<MessageRef> store() {
    List<ArrivedMessages.Taken> all = sealed();
    standing = Optional.empty();
    try {
      return all.isEmpty() ? List.of() : messages.together(all);
    } catch (MessageDraft.StoredMeanwhile | MailException | KeyAccessException undone) {
      // By itself each may be stored: those that are not there, or fit in, or are sealed again.
      return oneByOne(all);
    }
  }

  private Optional<OwnerStanding> standing() {
    if (standing.isEmpty()) {
      standing = messages.imported().standing(mailbox);
    }
    return standing;
  }

  private ArrivedMessages.Taken seal(
      NewMessage message, Optional<OwnerStanding> before, byte[] content) {
    try {
      return messages.seal(
          mailbox, folder, message, before, new ByteArrayInputStream(content), requester);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Waits for all that was added. */
  private List<ArrivedMessages.Taken> sealed() {
    List<ArrivedMessages.Taken> sealed = new ArrayList<>();
    Optional<CompletionException> failure = Optional.empty();
    for (CompletableFuture<ArrivedMessages.Taken> each : added) {
      try {
        sealed.add(each.join());
      } catch (CompletionException failed) {
        failure = failure.or(() -> Optional.of(failed));
      }
    }
    added.clear();
    if (failure.isPresent()) {
      messages.discard(sealed);
      throw failure.get().getCause() instanceof RuntimeException cause ? cause : failure.get();
    }
    return sealed;
  }

  private List<MessageRef> oneByOne(List<ArrivedMessages.Taken> all) {
    List<MessageRef> stored = new ArrayList<>();
    try {
      for (ArrivedMessages.Taken each : all) {
        stored.add(messages.register(each));
      }
      return stored;
    } catch (RuntimeException refused) {
      // That of the refused one is gone already.
      messages.discard(all.subList(stored.size() + 1, all.size()));
      throw refused;
    }
  }

  /** Discards what was added and not stored. */
  @Override
  public void close() {
    for (CompletableFuture<ArrivedMessages.Taken> each : added) {
      Optional<ArrivedMessages.Taken> sealed =
          each.handle((taken, _) -> Optional.ofNullable(taken)).join();
      messages.discard(sealed.stream().toList());
    }
    added.clear();
  }
}
