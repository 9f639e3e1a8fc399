package dev.freehold.mail.migration.imap;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A connection that is signed in to one mailbox of a source. One thread at a time. */
public final class SourceSession implements AutoCloseable {

  private static final int MAX_NEIGHBOURS = 10;
  private static final SourcePage NONE = SourcePage.NONE;

  /** How long it counts what a server has told of messages; then their flags may be others. */
  private static final Duration COUNTS = Duration.ofSeconds(10);

  private final ImapClient client;
  private long lastUsedNanos = System.nanoTime();

  /** The page before: what a step left of it need not be told again, nor searched for. */
  private Told latest = new Told("", new ImapClient.Opened(0, 0, OptionalLong.empty()), NONE, 0);

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

  /** A page of the folder {@code name}, as that was when it was opened. */
  private record Told(String name, ImapClient.Opened opened, SourcePage page, long nanos) {

    /** What follows a message of the page; nothing if the page may not be the next one any more. */
    SourcePage rest(String now, ImapClient.Opened openedNow, long afterUid) {
      return name.equals(now)
              && opened.equals(openedNow)
              && page.numberOf(afterUid) > 0
              && System.nanoTime() - nanos < COUNTS.toNanos()
          ? page.above(afterUid)
          : NONE;
    }
  }

  /**
   * The next messages of the opened folder with a UID above {@code afterUid}. Numbers shift when
   * messages are removed, so where UIDs begin is looked up and not remembered.
   *
   * @param name of the folder
   * @param opened what the server said when it opened the folder
   * @param carefully whether each message is asked for by itself when its turn comes, because the
   *     server has stumbled over one of them
   */
  public SourcePage after(long afterUid, String name, ImapClient.Opened opened, boolean carefully)
      throws IOException {
    SourcePage rest = carefully ? NONE : latest.rest(name, opened, afterUid);
    if (!rest.isEnd()) {
      return rest;
    }
    int messages = opened.messages();
    int first = firstAfter(afterUid, messages);
    if (first > messages) {
      return NONE;
    }
    int last = (int) Math.min(messages, (long) first + MigrationLimits.MAX_PAGE_MESSAGES - 1);
    List<ImapMessage> told = carefully ? List.of() : client.fetch().messages(first, last);
    SourcePage page = whole(told, afterUid, first, last).orElse(NONE);
    if (page.isEnd()) {
      page = byUid(told, afterUid, first, last);
    }
    latest = new Told(name, opened, page, System.nanoTime());
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
    int before = latest.page.numberOf(afterUid);
    if (before > 0 && before <= messages && client.fetch().uid(before).orElse(0) == afterUid) {
      return before + 1;
    }
    int low = 1;
    int high = messages + 1;
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
