package dev.freehold.custody.secrets;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The form of secrets that people type: groups of four letters. Whoever types one needs neither the
 * hyphens nor the case.
 *
 * @param alphabet the letters, all small or all large
 * @param groups how many
 */
public record LetterGroups(String alphabet, int groups) {

  private static final int GROUP_CHARS = 4;
  private static final int BYTE_VALUES = 256;

  /** Groups of small letters without those that look like digits: 18.3 bits each. */
  public static LetterGroups small(int groups) {
    return new LetterGroups("abcdefghijkmnpqrstuvwxyz", groups);
  }

  /** New letters, without hyphens; each letter is as likely as the others. */
  public String generate(RandomSource random) {
    int fairValues = BYTE_VALUES / alphabet.length() * alphabet.length();
    StringBuilder letters = new StringBuilder();
    while (letters.length() < chars()) {
      int value = Byte.toUnsignedInt(random.bytes(1)[0]);
      if (value < fairValues) {
        letters.append(alphabet.charAt(value % alphabet.length()));
      }
    }
    return letters.toString();
  }

  /** The letters that somebody typed, if they have this form. */
  public Optional<String> parse(String typed) {
    if (typed.length() > CustodyLimits.MAX_OPAQUE_TOKEN_CHARS) {
      return Optional.empty();
    }
    String bare = typed.replaceAll("[\\s-]", "");
    String letters =
        Character.isUpperCase(alphabet.charAt(0))
            ? bare.toUpperCase(Locale.ROOT)
            : bare.toLowerCase(Locale.ROOT);
    return letters.length() == chars() && letters.chars().allMatch(c -> alphabet.indexOf(c) >= 0)
        ? Optional.of(letters)
        : Optional.empty();
  }

  /** The letters with a hyphen between groups, as people read them best. */
  public String shown(String letters) {
    return IntStream.range(0, groups)
        .mapToObj(group -> letters.substring(group * GROUP_CHARS, (group + 1) * GROUP_CHARS))
        .collect(Collectors.joining("-"));
  }

  private int chars() {
    return groups * GROUP_CHARS;
  }
}
