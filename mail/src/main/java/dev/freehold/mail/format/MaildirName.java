package dev.freehold.mail.format;

import dev.freehold.mail.messages.MessageFlag;
import dev.freehold.mail.messages.MessageFlags;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The name of a message in a Maildir: a unique name, then {@code :2,} and flag letters in ASCII
 * order. A lower-case letter is a keyword, by its number in Dovecot's {@code dovecot-keywords}.
 *
 * @param unique the name without flags; stays the same when flags change
 * @param letters the flag letters
 */
public record MaildirName(String unique, String letters) {

  private static final String INFO = ":2,";

  private static final Map<MessageFlag, Character> LETTERS =
      new EnumMap<>(
          Map.of(
              MessageFlag.DRAFT, 'D',
              MessageFlag.FLAGGED, 'F',
              MessageFlag.ANSWERED, 'R',
              MessageFlag.SEEN, 'S',
              MessageFlag.DELETED, 'T'));

  private static final char PASSED = 'P';

  /** Splits a file name. */
  public static MaildirName parse(String fileName) {
    int info = fileName.lastIndexOf(INFO);
    return info < 0
        ? new MaildirName(fileName, "")
        : new MaildirName(fileName.substring(0, info), fileName.substring(info + INFO.length()));
  }

  /**
   * A name for a message with these flags.
   *
   * @param keywords the folder's keyword list; a keyword that is not in its first 26 is left out
   */
  public static MaildirName of(String unique, MessageFlags flags, List<String> keywords) {
    Set<Character> letters = new TreeSet<>();
    LETTERS.forEach(
        (flag, letter) -> {
          if (flags.has(flag)) {
            letters.add(letter);
          }
        });
    for (String keyword : flags.keywords()) {
      int place = keywords.indexOf(keyword);
      if (keyword.equals(MessageFlags.FORWARDED)) {
        letters.add(PASSED);
      } else if (place >= 0 && place < 26) {
        letters.add((char) ('a' + place));
      }
    }
    StringBuilder text = new StringBuilder();
    letters.forEach(text::append);
    return new MaildirName(unique, text.toString());
  }

  /** The flags that the letters stand for; unknown letters are left out. */
  public MessageFlags flags(List<String> keywords) {
    Set<MessageFlag> system = new TreeSet<>();
    LETTERS.forEach(
        (flag, letter) -> {
          if (letters.indexOf(letter) >= 0) {
            system.add(flag);
          }
        });
    Set<String> words = new TreeSet<>();
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == PASSED) {
        words.add(MessageFlags.FORWARDED);
      } else if (letter >= 'a' && letter < 'a' + Math.min(26, keywords.size())) {
        words.add(keywords.get(letter - 'a'));
      }
    }
    words.removeIf(word -> !MessageFlags.isKeyword(word));
    return new MessageFlags(system, words);
  }

  /** The delivery time, which by convention begins the unique name in seconds. */
  public Optional<Instant> deliveredAt() {
    int dot = unique.indexOf('.');
    String seconds = dot < 0 ? "" : unique.substring(0, dot);
    if (!seconds.matches("[0-9]{1,11}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The name of the file in {@code cur}. */
  public String fileName() {
    return unique + INFO + letters;
  }
}
