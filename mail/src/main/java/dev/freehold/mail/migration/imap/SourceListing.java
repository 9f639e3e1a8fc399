package dev.freehold.mail.migration.imap;

import dev.freehold.mail.messages.MessageFlags;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The UIDs and flags of all messages of the opened folder, rising, asked for as they are needed. A
 * message that the server leaves out is never taken for one that is gone. One thread.
 */
public final class SourceListing {

  private final ImapClient client;
  private final int messages;
  private final ArrayDeque<Listed> page = new ArrayDeque<>();
  private int lastNumber;
  private long lastUid;

  /** Lists the folder that {@code client} has opened. */
  public SourceListing(ImapClient client, ImapClient.Opened opened) {
    this.client = client;
    this.messages = opened.messages();
  }

  /** A message as it is at the source. */
  public record Listed(long uid, MessageFlags flags) {}

  /**
   * The next message without going on to the one after it; empty at the end.
   *
   * @throws SourceException {@code MESSAGE_MISSING} if the server does not tell of each message
   *     exactly once and in order
   */
  public Optional<Listed> peek() throws IOException {
    if (page.isEmpty() && lastNumber < messages) {
      int first = lastNumber + 1;
      lastNumber =
          (int) Math.min(messages, (long) lastNumber + MigrationLimits.MAX_LISTED_MESSAGES);
      read(first, lastNumber);
    }
    return Optional.ofNullable(page.peekFirst());
  }

  /** Goes on to the message after the one that {@link #peek} has told of. */
  public void skip() {
    page.removeFirst();
  }

  private void read(int first, int last) throws IOException {
    Map<Integer, Listed> told = new TreeMap<>(client.fetch().flags(first, last));
    if (told.size() != last - first + 1) {
      throw new SourceException(SourceError.MESSAGE_MISSING);
    }
    for (Listed each : told.values()) {
      if (each.uid() <= lastUid) {
        throw new SourceException(SourceError.MESSAGE_INVALID);
      }
      lastUid = each.uid();
      page.addLast(each);
    }
  }
}
