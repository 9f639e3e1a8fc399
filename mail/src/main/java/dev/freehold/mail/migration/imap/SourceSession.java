package dev.freehold.mail.migration.imap;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A connection that is signed in to one mailbox of a source. One thread at a time. */
public final class SourceSession implements AutoCloseable {

  private static final int MAX_NEIGHBOURS = 10;

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

  /** The socket, which anybody may close. */
  Socket socket() {
    return client.plain();
  }

  /** Whether the connection can be used for more. */
  public boolean isUsable() {
    return client.isUsable();
  }

  /**
   * Notes that it was used just now and waits for its next use, which begins with a folder. Many
   * may wait, so none keeps messages meanwhile.
   */
  public void used() {
    lastUsedNanos = System.nanoTime();
    client.fetch().forgetEarly();
  }

  /** Whether it was not used for so long that it should be closed. */
  public boolean isIdle(long nowNanos) {
    return nowNanos - lastUsedNanos > MigrationLimits.IDLE_CONNECTION.toNanos();
  }

  /**
   * The next messages of the opened folder with a UID above {@code afterUid}. Numbers shift when
   * messages are removed, so where UIDs begin is looked up and not remembered.
   *
   * @param carefully whether each message is asked for by itself when its turn comes, because the
   *     server has stumbled over one of them
   */
  public SourcePage after(long afterUid, int messages, boolean carefully) throws IOException {
    int first = firstAfter(afterUid, messages);
    if (first > messages) {
      return SourcePage.NONE;
    }
    int last = (int) Math.min(messages, (long) first + MigrationLimits.MAX_PAGE_MESSAGES - 1);
    List<ImapMessage> told = carefully ? List.of() : client.fetch().messages(first, last);
    SourcePage page = whole(told, afterUid, first, last).orElse(SourcePage.NONE);
    if (page.isEnd()) {
      page = byUid(told, afterUid, first, last);
    }
    numberAfterLast = last + 1;
    return page;
  }

  /** One that was left out would never be asked for again. */
  private static Optional<SourcePage> whole(
      List<ImapMessage> told, long afterUid, int first, int last) {
    List<ImapMessage> rising =
        told.stream()
            .filter(message -> message.uid() > afterUid)
            .sorted(Comparator.comparingLong(ImapMessage::uid))
            .toList();
    long different = rising.stream().mapToLong(ImapMessage::uid).distinct().count();
    if (different != last - first + 1) {
      return Optional.empty();
    }
    List<SourceItem> items = new ArrayList<>();
    for (ImapMessage message : rising) {
      items.add(new SourceItem(first + items.size(), message.uid(), Optional.of(message)));
    }
    return Optional.of(new SourcePage(items, List.of()));
  }

  private SourcePage byUid(List<ImapMessage> told, long afterUid, int first, int last)
      throws IOException {
    Map<Integer, Long> uids = client.fetch().uids(first, last);
    List<SourceItem> items = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    long before = afterUid;
    for (int number = first; number <= last; number++) {
      long uid = uids.getOrDefault(number, 0L);
      if (uid <= before) {
        missing.add(number);
      } else {
        before = uid;
        items.add(
            new SourceItem(
                number, uid, told.stream().filter(message -> message.uid() == uid).findFirst()));
      }
    }
    return new SourcePage(items, missing);
  }

  private int firstAfter(long afterUid, int messages) throws IOException {
    if (afterUid == 0) {
      return 1;
    }
    int low = 1;
    int high = messages + 1;
    if (numberAfterLast > 1
        && numberAfterLast <= high
        && client.fetch().uid(numberAfterLast - 1).orElse(0) == afterUid) {
      return numberAfterLast;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isAfter(middle, high, afterUid)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Asks for the next ones if the server does not tell the UID of this one. */
  private boolean isAfter(int number, int end, long afterUid) throws IOException {
    int last = (int) Math.min(end - 1L, (long) number + MAX_NEIGHBOURS);
    for (int each = number; each <= last; each++) {
      OptionalLong uid = client.fetch().uid(each);
      if (uid.isPresent()) {
        return uid.getAsLong() > afterUid;
      }
    }
    return true;
  }

  @Override
  public void close() {
    client.close();
  }
}
