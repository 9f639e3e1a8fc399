package dev.freehold.custody.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.crypto.RandomSource;
import java.util.Locale;
import java.util.Optional;

/**
 * The code that a person types: eight consonants, so that it neither looks like other letters nor
 * spells a word (RFC 8628, section 6.1). It has 34 bits; guesses are counted.
 *
 * @param letters the eight letters
 */
public record UserCode(String letters) {

  static final int LETTERS = 8;

  private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

  static UserCode generate(RandomSource random) {
    StringBuilder letters = new StringBuilder();
    int unbiased = 256 - 256 % ALPHABET.length();
    while (letters.length() < LETTERS) {
      for (byte b : random.bytes(LETTERS)) {
        int value = Byte.toUnsignedInt(b);
        if (value < unbiased && letters.length() < LETTERS) {
          letters.append(ALPHABET.charAt(value % ALPHABET.length()));
        }
      }
    }
    return new UserCode(letters.toString());
  }

  /** Reads what a person typed, in any case, with or without spaces and dashes. */
  public static Optional<UserCode> parse(String typed) {
    if (typed.length() > 4 * LETTERS) {
      return Optional.empty();
    }
    String letters = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    boolean isCode =
        letters.length() == LETTERS && letters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    return isCode ? Optional.of(new UserCode(letters)) : Optional.empty();
  }

  /** The code in two groups of four, which people read best. */
  public String shown() {
    return letters.substring(0, LETTERS / 2) + "-" + letters.substring(LETTERS / 2);
  }

  SecretHash hash() {
    return SecretHash.of(letters.getBytes(US_ASCII));
  }

  /** Never shows the code. */
  @Override
  public String toString() {
    return "UserCode[]";
  }
}
