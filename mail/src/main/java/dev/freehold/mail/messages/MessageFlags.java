package dev.freehold.mail.messages;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flags of one message.
 *
 * @param system the system flags, in their own order
 * @param keywords the user's keywords, sorted; each an IMAP atom of at most {@link
 *     MailLimits#MAX_KEYWORD_CHARS} characters
 */
public record MessageFlags(Set<MessageFlag> system, Set<String> keywords) {

  /** The keyword that Maildir's {@code P} flag stands for (RFC 5788). */
  public static final String FORWARDED = "$Forwarded";

  /** No flags at all. */
  public static final MessageFlags NONE = new MessageFlags(Set.of(), Set.of());

  private static final String NOT_IN_ATOMS = "(){%*\"\\]";

  /**
   * Checks and copies.
   *
   * @throws MailException {@code keyword-invalid} for a keyword that is not an IMAP atom
   */
  public MessageFlags {
    EnumSet<MessageFlag> flags = EnumSet.noneOf(MessageFlag.class);
    flags.addAll(system);
    system = Collections.unmodifiableSet(flags);
    keywords = Collections.unmodifiableSet(new TreeSet<>(keywords));
    if (keywords.size() > MailLimits.MAX_KEYWORDS) {
      throw invalid("a message has at most %d keywords".formatted(MailLimits.MAX_KEYWORDS));
    }
    for (String keyword : keywords) {
      if (!isKeyword(keyword)) {
        throw invalid(
            "a keyword has 1 to %d printable ASCII characters, without spaces and %s"
                .formatted(MailLimits.MAX_KEYWORD_CHARS, NOT_IN_ATOMS));
      }
    }
  }

  /** System flags only. */
  public static MessageFlags of(MessageFlag... flags) {
    return new MessageFlags(Set.copyOf(List.of(flags)), Set.of());
  }

  /** These flags and {@code other}'s. */
  public MessageFlags plus(MessageFlags other) {
    return new MessageFlags(union(system, other.system), union(keywords, other.keywords));
  }

  /** These flags without {@code other}'s. */
  public MessageFlags minus(MessageFlags other) {
    return new MessageFlags(difference(system, other.system), difference(keywords, other.keywords));
  }

  /** Tells whether {@code flag} is set. */
  public boolean has(MessageFlag flag) {
    return system.contains(flag);
  }

  /** Tells whether {@code word} can be a keyword. */
  public static boolean isKeyword(String word) {
    return !word.isEmpty()
        && word.length() <= MailLimits.MAX_KEYWORD_CHARS
        && word.chars().allMatch(c -> c > ' ' && c < 0x7F && NOT_IN_ATOMS.indexOf(c) < 0);
  }

  int bits() {
    return MessageFlag.bits(system);
  }

  String keywordText() {
    return String.join(" ", keywords);
  }

  static MessageFlags ofColumns(int bits, String keywordText) {
    Set<String> keywords = keywordText.isEmpty() ? Set.of() : Set.of(keywordText.split(" ", -1));
    return new MessageFlags(MessageFlag.ofBits(bits), keywords);
  }

  private static <T extends Comparable<T>> Set<T> union(Set<T> one, Collection<T> other) {
    Set<T> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static <T extends Comparable<T>> Set<T> difference(Set<T> one, Collection<T> other) {
    Set<T> rest = new TreeSet<>(one);
    rest.removeAll(other);
    return rest;
  }

  private static MailException invalid(String message) {
    return new MailException(MailError.KEYWORD_INVALID, message);
  }
}
