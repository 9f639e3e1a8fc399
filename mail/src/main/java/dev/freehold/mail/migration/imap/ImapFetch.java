package dev.freehold.mail.migration.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for messages of the opened folder, and believes an answer about a message only if it has the
 * message's UID. One thread.
 */
public final class ImapFetch {

  private static final Pattern BODY = Pattern.compile("BODY\\[\\] ", Pattern.CASE_INSENSITIVE);
  private static final Pattern UID =
      Pattern.compile("(?:^|[ (])UID (\\d{1,18})(?=[ )])", Pattern.CASE_INSENSITIVE);
  private static final Pattern NIL = Pattern.compile("NIL[ )].*", Pattern.CASE_INSENSITIVE);

  private final ImapClient client;
  private final ImapInput in;
  private final FetchAhead ahead;

  ImapFetch(ImapClient client, ImapInput in) {
    this.client = client;
    this.in = in;
    this.ahead = new FetchAhead(client, in);
  }

  /**
   * A message's bytes.
   *
   * @param stream gives its end only after the server has said that the message is whole and has
   *     this UID; until it is closed, nothing else can be asked for
   * @param length how many bytes come
   */
  record Body(InputStream stream, long length) {}

  /** The contents of these messages are wanted next, in this order, as far as is known. */
  public void expect(List<ImapMessage> messages) {
    ahead.expect(messages);
  }

  /** True if messages were asked for ahead of their turn that nobody has read yet. */
  public boolean isAhead() {
    return ahead.isUnderWay();
  }

  /** Forgets messages that came before their turn; another command comes before any is read. */
  void forgetEarly() {
    ahead.forgetEarly();
  }

  /** Ends what is under way, before another command is sent. */
  void settle() throws IOException {
    ahead.settle();
  }

  /** The UID of the message of this number, from 1; empty if the server does not tell. */
  OptionalLong uid(int number) throws IOException {
    Map<Integer, Long> uids = uids(number, number);
    return uids.containsKey(number) ? OptionalLong.of(uids.get(number)) : OptionalLong.empty();
  }

  /** The UIDs by number, of these numbers as far as the server tells. */
  Map<Integer, Long> uids(int first, int last) throws IOException {
    ImapAnswer answer = client.command("FETCH " + range(first, last) + " (UID)");
    requireNotBusy(answer);
    Map<Integer, Long> uids = new TreeMap<>();
    for (String line : answer.untagged()) {
      Optional<Long> uid = FetchedMessages.readableUid(line);
      int number = FetchedMessages.number(line);
      if (uid.isPresent() && number >= first && number <= last) {
        uids.put(number, uid.get());
      }
    }
    return uids;
  }

  /** The UIDs and flags by number, of these numbers as far as the server tells. */
  Map<Integer, SourceListing.Listed> flags(int first, int last) throws IOException {
    ImapAnswer answer = client.command("FETCH " + range(first, last) + " (UID FLAGS)");
    requireNotBusy(answer);
    answer.requireOk(SourceError.MESSAGE_REFUSED);
    Map<Integer, SourceListing.Listed> told = new TreeMap<>();
    for (String line : answer.untagged()) {
      int number = FetchedMessages.number(line);
      if (number >= first && number <= last) {
        Map<String, Object> items = FetchedMessages.items(line);
        Optional<Long> uid = FetchedMessages.uid(items);
        if (uid.isPresent() && items.containsKey("FLAGS")) {
          told.put(
              number,
              new SourceListing.Listed(uid.get(), FetchedMessages.flags(items.get("FLAGS"))));
        }
      }
    }
    return told;
  }

  /**
   * The messages of these numbers, both included. Left out is what the server does not tell of, or
   * not in the form in which it has to.
   */
  List<ImapMessage> messages(int first, int last) throws IOException {
    ImapAnswer answer = client.command("FETCH " + range(first, last) + " " + FetchedMessages.ITEMS);
    requireNotBusy(answer);
    List<ImapMessage> messages = new ArrayList<>();
    for (String line : answer.untagged()) {
      FetchedMessages.readable(line).ifPresent(messages::add);
      if (messages.size() > last - first + 1) {
        throw new SourceException(SourceError.CONNECTION_LOST);
      }
    }
    return messages;
  }

  /**
   * The Message-IDs by UID, of these UIDs as far as the server tells them; normalised as the store
   * keeps them.
   */
  public Map<Long, String> messageIds(long first, long last) throws IOException {
    ImapAnswer answer =
        client.command("UID FETCH " + first + ":" + last + " " + FetchedMessages.MESSAGE_ID);
    requireNotBusy(answer);
    Map<Long, String> ids = new TreeMap<>();
    for (String line : answer.untagged()) {
      FetchedMessages.named(line).ifPresent(named -> ids.put(named.uid(), named.messageId()));
    }
    return ids;
  }

  private static String range(int first, int last) {
    return first == last ? Integer.toString(first) : first + ":" + last;
  }

  /**
   * What the server says of a message; empty if it is there no more.
   *
   * @throws SourceException an error that is about a message, or a lost connection
   */
  public Optional<ImapMessage> message(long uid) throws IOException {
    ImapAnswer answer = client.command("UID FETCH " + uid + " " + FetchedMessages.ITEMS);
    boolean told = false;
    for (String line : answer.untagged()) {
      if (FetchedMessages.readableUid(line).filter(known -> known == uid).isPresent()) {
        told = true;
        Optional<ImapMessage> message = FetchedMessages.readable(line);
        if (message.isPresent()) {
          return message;
        }
      }
    }
    if (told && answer.isOk()) {
      throw new SourceException(SourceError.MESSAGE_INVALID);
    }
    return notGiven(uid, answer);
  }

  /**
   * The bytes of a message; empty if it is there no more.
   *
   * @throws SourceException an error that is about a message, or a lost connection
   * @throws MailException {@code message-too-large}; the connection is of no more use then
   */
  Optional<Body> content(long uid) throws IOException {
    String tag = ahead.ask(uid);
    Optional<byte[]> early = ahead.early(uid);
    if (early.isPresent()) {
      ahead.end(tag).requireOk(SourceError.MESSAGE_REFUSED);
      return Optional.of(new Body(new ByteArrayInputStream(early.get()), early.get().length));
    }
    while (true) {
      Optional<ImapAnswer> end = ahead.earlyEnd(tag);
      if (end.isPresent()) {
        return notGiven(uid, end.get());
      }
      String line = in.line();
      if (line.startsWith(tag)) {
        return notGiven(uid, new ImapAnswer(line.substring(tag.length()), List.of()));
      }
      if (!ahead.keeps(line)) {
        Matcher body = BODY.matcher(line);
        if (FetchedMessages.isFetch(line) && body.find()) {
          return Optional.of(body(uid, tag, line, body));
        }
        in.complete(line);
      }
    }
  }

  private Body body(long uid, String tag, String line, Matcher found) throws IOException {
    Optional<Long> before = uidIn(line.substring(0, found.start()));
    if (before.isPresent() && before.get() != uid) {
      // Nobody knows what this server means by the bytes that follow.
      client.abandon();
      throw new SourceException(SourceError.MESSAGE_INVALID);
    }
    String value = line.substring(found.end());
    if (isLiteral(value)) {
      long length = ImapInput.literalLength(line);
      if (length > MailLimits.MAX_MESSAGE_BYTES) {
        client.abandon();
        throw new MailException(MailError.MESSAGE_TOO_LARGE, "the message is too large to copy");
      }
      return new Body(
          new ImapLiteral(in, length, () -> finish(uid, tag, before), client::abandon), length);
    }
    String whole = in.complete(line);
    ahead.end(tag).requireOk(SourceError.MESSAGE_REFUSED);
    if (!value.startsWith("\"")) {
      throw new SourceException(
          NIL.matcher(value).matches() ? SourceError.MESSAGE_MISSING : SourceError.MESSAGE_INVALID);
    }
    Map<String, Object> items = FetchedMessages.items(whole);
    if (FetchedMessages.uid(items).filter(known -> known == uid).isEmpty()) {
      throw new SourceException(SourceError.MESSAGE_INVALID);
    }
    byte[] bytes = items.getOrDefault("BODY[]", "").toString().getBytes(ISO_8859_1);
    return new Body(new ByteArrayInputStream(bytes), bytes.length);
  }

  /** A literal, or one of the kind that may hold NUL (RFC 3516), right where the body begins. */
  private static boolean isLiteral(String value) {
    return value.lastIndexOf('{') == (value.startsWith("~") ? 1 : 0)
        && ImapInput.literalLength(value) >= 0;
  }

  /** The server may tell the UID before the body or after it, but it has to. */
  private void finish(long uid, String tag, Optional<Long> before) throws IOException {
    ImapAnswer answer = ahead.end(tag).requireOk(SourceError.MESSAGE_REFUSED);
    Optional<Long> told =
        before.or(() -> answer.untagged().stream().findFirst().flatMap(ImapFetch::uidIn));
    if (told.filter(known -> known == uid).isEmpty()) {
      throw new SourceException(SourceError.MESSAGE_INVALID);
    }
  }

  /** The UID of a message whose bytes follow the line; empty if none do, or it is not told yet. */
  static Optional<Long> uidOfLiteral(String line) {
    Matcher body = BODY.matcher(line);
    return FetchedMessages.isFetch(line) && body.find() && isLiteral(line.substring(body.end()))
        ? uidIn(line.substring(0, body.start()))
        : Optional.empty();
  }

  private static Optional<Long> uidIn(String part) {
    Matcher uid = UID.matcher(part);
    return uid.find() ? Optional.of(Long.parseLong(uid.group(1))) : Optional.empty();
  }

  /** Empty if the message is there no more; otherwise the server keeps it back. */
  private <T> Optional<T> notGiven(long uid, ImapAnswer answer) throws IOException {
    requireNotBusy(answer);
    // Only after this may a server say that messages are gone.
    client.command("NOOP").requireOk(SourceError.CONNECTION_LOST);
    ImapAnswer there = client.command("UID FETCH " + uid + " (UID)");
    for (String line : there.untagged()) {
      if (FetchedMessages.readableUid(line).filter(known -> known == uid).isPresent()) {
        throw new SourceException(
            answer.isOk() ? SourceError.MESSAGE_MISSING : SourceError.MESSAGE_REFUSED);
      }
    }
    there.requireOk(SourceError.MESSAGE_REFUSED);
    return Optional.empty();
  }

  private void requireNotBusy(ImapAnswer answer) throws SourceException {
    if (answer.isBusy()) {
      client.abandon();
      throw new SourceException(SourceError.CONNECTION_LOST);
    }
  }
}
