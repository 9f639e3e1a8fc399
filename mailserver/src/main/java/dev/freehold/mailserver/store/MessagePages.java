package dev.freehold.mailserver.store;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Folder;
import dev.freehold.mail.messages.MessageRanges;
import dev.freehold.mail.messages.StoredMessage;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;

/** The messages of a range, read page by page as they are taken. For one thread at a time. */
final class MessagePages implements Iterator<MailboxMessage> {

  private final MessageRanges ranges;
  private final Folder folder;
  private final BiFunction<Folder, StoredMessage, SealedMessage> toJames;
  private final Told told;
  private MessageRanges.Uids rest;
  private long left;
  private Iterator<StoredMessage> page = List.<StoredMessage>of().iterator();
  private boolean isLast;

  /**
   * Reads nothing yet.
   *
   * @param limit the most messages; none for values below 1
   * @param told is told of each page, before a message of it is given
   */
  MessagePages(
      MessageRanges ranges,
      Folder folder,
      MessageRanges.Uids uids,
      int limit,
      BiFunction<Folder, StoredMessage, SealedMessage> toJames,
      Told told) {
    this.ranges = ranges;
    this.folder = folder;
    this.rest = uids;
    this.left = limit < 1 ? Long.MAX_VALUE : limit;
    this.toJames = toJames;
    this.told = told;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && !isLast) {
      int max = (int) Math.min(left, MailLimits.MAX_MESSAGES_PER_CALL);
      List<StoredMessage> next = max == 0 ? List.of() : ranges.list(folder, rest, max);
      isLast = next.size() < MailLimits.MAX_MESSAGES_PER_CALL;
      left -= next.size();
      if (!next.isEmpty()) {
        told.page(folder, next);
        rest = new MessageRanges.Uids(next.getLast().uid() + 1, rest.last());
      }
      page = next.iterator();
    }
    return page.hasNext();
  }

  @Override
  public MailboxMessage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return toJames.apply(folder, page.next());
  }

  /** Is told which messages are given. */
  @FunctionalInterface
  interface Told {
    Told NOBODY = (_, _) -> {};

    void page(Folder folder, List<StoredMessage> messages);
  }
}
