package dev.freehold.mail.migration.imap;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** A connection that is signed in to one mailbox of a source. One thread at a time. */
public final class SourceSession implements AutoCloseable {

  private final ImapClient client;
  private long lastUsedNanos = System.nanoTime();

  /** Where the page before ended, so that the next is found without a search. */
  private int numberAfterLast = 1;

  /** Keeps {@code client}, which is signed in. */
  public SourceSession(ImapClient client) {
    this.client = client;
  }

  /** The connection. */
  public ImapClient client() {
    return client;
  }

  /** Whether the connection can be used for more. */
  public boolean isUsable() {
    return client.isUsable();
  }

  /** Notes that it was used just now. */
  public void used() {
    lastUsedNanos = System.nanoTime();
  }

  /** Whether it was not used for so long that it should be closed. */
  public boolean isIdle(long nowNanos) {
    return nowNanos - lastUsedNanos > MigrationLimits.IDLE_CONNECTION.toNanos();
  }

  /**
   * The messages of the opened folder with a UID above {@code afterUid}, rising; a page of them,
   * and none if and only if there are no more. Numbers shift when messages are removed, so where
   * UIDs begin is looked up and not remembered.
   */
  public List<ImapMessage> after(long afterUid, int messages) throws IOException {
    int first = firstAfter(afterUid, messages);
    if (first > messages) {
      return List.of();
    }
    int last = (int) Math.min(messages, (long) first + MigrationLimits.MAX_PAGE_MESSAGES - 1);
    List<ImapMessage> page =
        client.messages(first, last).stream()
            .filter(message -> message.uid() > afterUid)
            .sorted(Comparator.comparingLong(ImapMessage::uid))
            .toList();
    // One that was left out would never be asked for again.
    if (page.size() != last - first + 1) {
      throw new SourceException(SourceError.CONNECTION_LOST);
    }
    numberAfterLast = last + 1;
    return page;
  }

  private int firstAfter(long afterUid, int messages) throws IOException {
    if (afterUid == 0) {
      return 1;
    }
    int low = 1;
    int high = messages + 1;
    if (numberAfterLast > 1 && numberAfterLast <= high && uid(numberAfterLast - 1) == afterUid) {
      return numberAfterLast;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (uid(middle) > afterUid) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private long uid(int number) throws IOException {
    return client.uid(number);
  }

  @Override
  public void close() {
    client.close();
  }
}
