package dev.freehold.custody.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.secrets.LetterGroups;
import dev.freehold.custody.secrets.SecretHash;
import java.util.Optional;

/**
 * The code that a person types: eight consonants, so that it neither looks like other letters nor
 * spells a word (RFC 8628, section 6.1). It has 34 bits; guesses are counted.
 *
 * @param letters the eight letters
 */
public record UserCode(String letters) {

  private static final LetterGroups FORM = new LetterGroups("BCDFGHJKLMNPQRSTVWXZ", 2);

  static UserCode generate(RandomSource random) {
    return new UserCode(FORM.generate(random));
  }

  /** Reads what a person typed, in any case, with or without spaces and dashes. */
  public static Optional<UserCode> parse(String typed) {
    return FORM.parse(typed).map(UserCode::new);
  }

  /** The code in two groups of four, which people read best. */
  public String shown() {
    return FORM.shown(letters);
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
