package dev.freehold.mail.migration.imap;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for messages before their turn comes, so that the source reads one while another is stored
 * here. It asks for more and more as long as all are wanted, and for none after one that was not:
 * what is here already is not to be sent.
 *
 * <p>A server may send several messages before it ends any of the answers that they are in (RFC
 * 3501, section 5.5), as Dovecot does if they are long. Those whose turn has not come are kept
 * until then. One thread.
 */
final class FetchAhead {

  /** What may be on its way ahead of its turn, as far as the server tells sizes. */
  private static final long MAX_BYTES = 1024 * 1024;

  /** What is kept of it, whatever the server told. */
  private static final long MAX_KEPT_BYTES = 2 * MAX_BYTES;

  private static final int MAX_MESSAGES = 32;

  private final ImapClient client;
  private final ImapInput in;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final Deque<ImapMessage> next = new ArrayDeque<>();

  /** Messages by UID, and ends of answers by tag, that came before their turn. */
  private final Map<Long, byte[]> bodies = new HashMap<>();

  private final Map<String, ImapAnswer> ends = new HashMap<>();
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
    while (!next.isEmpty() && sent.size() + more.size() < window) {
      bytes += next.peek().sizeBytes();
      if (bytes > MAX_BYTES) {
        break;
      }
      more.add(next.poll());
    }
    return more;
  }

  /** The bytes of a message that came before its turn. */
  Optional<byte[]> early(long uid) {
    return Optional.ofNullable(bodies.remove(uid));
  }

  /** Forgets messages that came before their turn, and not that they were asked for. */
  void forgetEarly() {
    bodies.clear();
  }

  /** The end of an answer if it came before its turn. */
  Optional<ImapAnswer> earlyEnd(String tag) {
    return Optional.ofNullable(ends.remove(tag));
  }

  /** Reads an answer to its end, and keeps what is of messages whose turn comes later. */
  ImapAnswer end(String tag) throws IOException {
    in.begin();
    List<String> untagged = new ArrayList<>();
    while (!ends.containsKey(tag)) {
      String line = in.line();
      if (line.startsWith(tag)) {
        return new ImapAnswer(in.complete(line).substring(tag.length()), untagged);
      }
      if (!keeps(line)) {
        untagged.add(in.complete(line));
      }
    }
    return ends.remove(tag);
  }

  /** Whether the line is of a message whose turn comes later; what belongs to it is read then. */
  boolean keeps(String line) throws IOException {
    return keepsEnd(line) || keepsBody(line);
  }

  /** Whether the line ends the answer about a message whose turn comes later. */
  private boolean keepsEnd(String line) throws IOException {
    Optional<String> tag = sent.stream().map(Sent::tag).filter(line::startsWith).findFirst();
    if (tag.isPresent()) {
      String text = in.complete(line).substring(tag.get().length());
      ends.put(tag.get(), new ImapAnswer(text, List.of()));
    }
    return tag.isPresent();
  }

  private boolean keepsBody(String line) throws IOException {
    Optional<Long> uid = ImapFetch.uidOfLiteral(line).filter(this::isAwaited);
    if (uid.isPresent()) {
      long length = ImapInput.literalLength(line);
      if (length + bodies.values().stream().mapToLong(each -> each.length).sum() > MAX_KEPT_BYTES) {
        throw new SourceException(SourceError.PROTOCOL_INVALID);
      }
      try (InputStream bytes =
          new ImapLiteral(in, length, () -> in.complete(in.line()), client::abandon)) {
        bodies.put(uid.get(), bytes.readAllBytes());
      }
      // It is within the answer that is read, of which the rest keeps its bounds.
      in.allow(MigrationLimits.ANSWER_TIMEOUT);
    }
    return uid.isPresent();
  }

  private boolean isAwaited(long uid) {
    return !bodies.containsKey(uid)
        && sent.stream()
            .anyMatch(each -> each.message().uid() == uid && !ends.containsKey(each.tag()));
  }

  /** Reads and drops what nobody has taken, before anything else is asked for. */
  void settle() throws IOException {
    while (!sent.isEmpty()) {
      drop(sent.poll().tag());
    }
    bodies.clear();
    ends.clear();
  }

  private void drop(String tag) throws IOException {
    in.begin();
    while (earlyEnd(tag).isEmpty()) {
      String line = in.line();
      if (line.startsWith(tag)) {
        return;
      }
      if (!keepsEnd(line)) {
        in.skip(Math.max(0, ImapInput.literalLength(line)));
      }
    }
  }
}
