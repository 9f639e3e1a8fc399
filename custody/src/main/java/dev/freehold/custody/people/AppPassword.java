package dev.freehold.custody.people;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.passwords.Password;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A password for one mail program, which the server makes up: six groups of four small letters, 110
 * random bits. Whoever types it on a phone needs neither the hyphens nor small letters. Only its
 * {@link SecretHash} is kept.
 *
 * @param letters without the hyphens
 */
public record AppPassword(String letters) {

  /** Without letters that look like digits. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz";

  private static final int GROUPS = 6;
  private static final int GROUP_CHARS = 4;
  private static final int CHARS = GROUPS * GROUP_CHARS;

  /** How many values of a byte give each letter equally often. */
  private static final int FAIR_VALUES = 256 / ALPHABET.length() * ALPHABET.length();

  static AppPassword generate(RandomSource random) {
    StringBuilder letters = new StringBuilder();
    while (letters.length() < CHARS) {
      int value = Byte.toUnsignedInt(random.bytes(1)[0]);
      if (value < FAIR_VALUES) {
        letters.append(ALPHABET.charAt(value % ALPHABET.length()));
      }
    }
    return new AppPassword(letters.toString());
  }

  /**
   * What somebody typed, if it has the form of an app password. Passwords that people choose may
   * have it too.
   */
  static Optional<AppPassword> of(Password presented) {
    String letters = presented.text().replaceAll("[ -]", "").toLowerCase(Locale.ROOT);
    return letters.length() == CHARS && letters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
        ? Optional.of(new AppPassword(letters))
        : Optional.empty();
  }

  SecretHash hash() {
    return SecretHash.of(letters.getBytes(US_ASCII));
  }

  /** As it is shown to its owner, once. */
  public String shown() {
    return IntStream.range(0, GROUPS)
        .mapToObj(group -> letters.substring(group * GROUP_CHARS, (group + 1) * GROUP_CHARS))
        .collect(Collectors.joining("-"));
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "AppPassword[]";
  }
}
