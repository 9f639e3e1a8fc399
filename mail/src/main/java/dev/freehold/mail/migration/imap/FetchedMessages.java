package dev.freehold.mail.migration.imap;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.envelope.MessageIds;
import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads FETCH responses. */
final class FetchedMessages {

  static final String MESSAGE_ID = "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])";
  static final String ITEMS = "(UID FLAGS INTERNALDATE RFC822.SIZE)";

  private static final String SIZE = "RFC822.SIZE";
  private static final Pattern FETCH =
      Pattern.compile("\\* \\d{1,10} FETCH ", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private static final DateTimeFormatter INTERNAL_DATE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("d-MMM-uuuu HH:mm:ss Z")
          .toFormatter(Locale.ENGLISH);

  private FetchedMessages() {}

  /** True for a FETCH response, whatever it tells. */
  static boolean isFetch(String response) {
    return FETCH.matcher(response).lookingAt();
  }

  /** The items by upper-case name; empty if the response is not to a FETCH. */
  static Map<String, Object> items(String response) throws SourceException {
    List<Object> tokens = isFetch(response) ? tokens(response) : List.of();
    return tokens.size() == 1 ? ImapTokens.pairs(tokens.getFirst()) : Map.of();
  }

  /** The number that a FETCH response is about; 0 if it is none. */
  static int number(String response) {
    return isFetch(response)
        ? (int) Math.min(Integer.MAX_VALUE, Long.parseLong(response.split(" ", 3)[1]))
        : 0;
  }

  /** The UID that a response reports; empty too if the response is malformed. */
  static Optional<Long> readableUid(String response) {
    try {
      return uid(items(response)).filter(uid -> uid > 0);
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  /**
   * The Message-ID of a message.
   *
   * @param messageId normalised
   */
  record Named(long uid, String messageId) {}

  /** What a response to {@link #MESSAGE_ID} tells; empty if it does not tell both. */
  static Optional<Named> named(String response) {
    try {
      List<Object> tokens = isFetch(response) ? tokens(response) : List.of();
      return tokens.size() == 1 && tokens.getFirst() instanceof List<?> items
          ? named(items)
          : Optional.empty();
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  /** The header's name is three tokens, of which the last is a bracket; then comes its text. */
  private static Optional<Named> named(List<?> items) throws SourceException {
    Optional<String> messageId = Optional.empty();
    long uid = 0;
    for (int i = 0; i + 1 < items.size(); i++) {
      if (items.get(i).equals("]")) {
        i++;
        messageId = MessageIds.ofField(items.get(i).toString());
      } else if (items.get(i) instanceof String name && name.equalsIgnoreCase("UID")) {
        i++;
        uid = number(items.get(i));
      }
    }
    long found = uid;
    return messageId.filter(_ -> found > 0).map(id -> new Named(found, id));
  }

  /** From the bracket on; a response without one has nothing to tell. */
  private static List<Object> tokens(String response) throws SourceException {
    int open = response.indexOf('(');
    return open < 0 ? List.of() : ImapTokens.parse(response, open);
  }

  /** The message that a response describes; empty if it describes none, or not readably. */
  static Optional<ImapMessage> readable(String response) {
    try {
      return message(items(response)).filter(message -> message.uid() > 0);
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  /** The length that the server says the message of a response has; empty if it does not tell. */
  static OptionalLong size(String response) {
    try {
      Map<String, Object> items = items(response);
      return items.containsKey(SIZE)
          ? OptionalLong.of(number(items.get(SIZE)))
          : OptionalLong.empty();
    } catch (SourceException e) {
      return OptionalLong.empty();
    }
  }

  /** The UID that a response reports, if it does. */
  static Optional<Long> uid(Map<String, Object> items) throws SourceException {
    return items.containsKey("UID") ? Optional.of(number(items.get("UID"))) : Optional.empty();
  }

  /** The message; empty for a response that only reports changed flags. */
  static Optional<ImapMessage> message(Map<String, Object> items) throws SourceException {
    if (!items.keySet().containsAll(Set.of("UID", "FLAGS", "INTERNALDATE", SIZE))) {
      return Optional.empty();
    }
    return Optional.of(
        new ImapMessage(
            number(items.get("UID")),
            flags(items.get("FLAGS")),
            date(items.get("INTERNALDATE").toString()),
            number(items.get(SIZE))));
  }

  /** Keywords that cannot be kept here are left out; what they mean, no other server knows. */
  static MessageFlags flags(Object value) {
    EnumSet<MessageFlag> system = EnumSet.noneOf(MessageFlag.class);
    Set<String> keywords = new TreeSet<>();
    if (value instanceof List<?> names) {
      for (Object name : names) {
        String word = name.toString();
        Optional<MessageFlag> flag = flag(word);
        if (flag.isPresent()) {
          system.add(flag.get());
        } else if (MessageFlags.isKeyword(word) && keywords.size() < MailLimits.MAX_KEYWORDS) {
          keywords.add(word);
        }
      }
    }
    // Whether a session has been told of it is no property of the message.
    system.remove(MessageFlag.RECENT);
    return new MessageFlags(system, keywords);
  }

  private static Optional<MessageFlag> flag(String word) {
    return EnumSet.allOf(MessageFlag.class).stream()
        .filter(flag -> flag.imapName().equalsIgnoreCase(word))
        .findFirst();
  }

  private static Instant date(String text) throws SourceException {
    try {
      return INTERNAL_DATE.parse(text.strip(), Instant::from);
    } catch (DateTimeParseException e) {
      throw new SourceException(SourceError.PROTOCOL_INVALID, e);
    }
  }

  private static long number(Object value) throws SourceException {
    if (!NUMBER.matcher(value.toString()).matches()) {
      throw new SourceException(SourceError.PROTOCOL_INVALID);
    }
    return Long.parseLong(value.toString());
  }
}
