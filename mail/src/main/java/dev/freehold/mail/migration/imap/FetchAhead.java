package dev.freehold.mail.migration.imap;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Asks for messages before their turn comes, so that the source reads one while another is stored
 * here. It asks for more and more as long as all are wanted, and for none after one that was not:
 * what is here already is not to be sent. One thread.
 */
final class FetchAhead {

  /** What may be on its way, as far as the server tells sizes; at least one message may be. */
  private static final long MAX_BYTES = 1024 * 1024;

  private static final int MAX_MESSAGES = 32;

  private final ImapClient client;
  private final ImapInput in;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final Deque<ImapMessage> next = new ArrayDeque<>();
  private int window;

  FetchAhead(ImapClient client, ImapInput in) {
    this.client = client;
    this.in = in;
  }

  /** A message that was asked for. */
  private record Sent(ImapMessage message, String tag) {}

  /** These are wanted next, in this order, as far as is known. */
  void expect(List<ImapMessage> messages) {
    next.clear();
    next.addAll(messages);
  }

  /** True if messages were asked for that nobody has taken yet. */
  boolean isUnderWay() {
    return !sent.isEmpty();
  }

  /**
   * Asks for a message unless that was done, and for those after it.
   *
   * @return the tag of the answer that is read next
   */
  String ask(long uid) throws IOException {
    List<String> commands = new ArrayList<>();
    Optional<String> asked = take(uid);
    if (asked.isEmpty()) {
      commands.add(command(uid));
    }
    while (!next.isEmpty() && next.peek().uid() <= uid) {
      next.poll();
    }
    List<ImapMessage> more = more();
    more.forEach(message -> commands.add(command(message.uid())));
    List<String> tags = client.sendAll(commands);
    for (int i = 0; i < more.size(); i++) {
      sent.add(new Sent(more.get(i), tags.get(tags.size() - more.size() + i)));
    }
    in.begin();
    return asked.orElseGet(tags::getFirst);
  }

  private static String command(long uid) {
    return "UID FETCH " + uid + " (UID BODY.PEEK[])";
  }

  /** One that was asked for; or none, and then nothing is under way. */
  private Optional<String> take(long uid) throws IOException {
    if (!sent.isEmpty() && sent.peek().message().uid() == uid) {
      window = Math.min(2 * window, MAX_MESSAGES);
      return Optional.of(sent.poll().tag());
    }
    settle();
    // Where messages were passed over because they are here, the next one may be here too.
    window = !next.isEmpty() && next.peek().uid() == uid ? 1 : 0;
    return Optional.empty();
  }

  private List<ImapMessage> more() {
    List<ImapMessage> more = new ArrayList<>();
    long bytes = sent.stream().mapToLong(each -> each.message().sizeBytes()).sum();
    while (!next.isEmpty() && sent.size() + more.size() < window && bytes < MAX_BYTES) {
      bytes += next.peek().sizeBytes();
      more.add(next.poll());
    }
    return more;
  }

  /** Reads and drops what nobody has taken, before anything else is asked for. */
  void settle() throws IOException {
    while (!sent.isEmpty()) {
      drop(sent.poll().tag());
    }
  }

  private void drop(String tag) throws IOException {
    in.begin();
    for (String line = in.line(); !line.startsWith(tag); line = in.line()) {
      in.skip(Math.max(0, ImapInput.literalLength(line)));
    }
  }
}
