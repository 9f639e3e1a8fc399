package dev.freehold.custody.passkeys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A code that stands in for a passkey once: five groups of four small letters, 91 random bits. Only
 * its SHA-256 is kept.
 *
 * @param letters without the hyphens
 */
public record RecoveryCode(String letters) {

  /** Without letters that look like digits. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz";

  private static final int GROUPS = 5;
  private static final int GROUP_CHARS = 4;
  private static final int CHARS = GROUPS * GROUP_CHARS;

  /** How many values of a byte give each letter equally often. */
  private static final int FAIR_VALUES = 256 / ALPHABET.length() * ALPHABET.length();

  static RecoveryCode generate(RandomSource random) {
    StringBuilder letters = new StringBuilder();
    while (letters.length() < CHARS) {
      int value = Byte.toUnsignedInt(random.bytes(1)[0]);
      if (value < FAIR_VALUES) {
        letters.append(ALPHABET.charAt(value % ALPHABET.length()));
      }
    }
    return new RecoveryCode(letters.toString());
  }

  /** What somebody typed, if it has the form of a code. */
  static Optional<RecoveryCode> of(String typed) {
    if (typed.length() > CustodyLimits.MAX_OPAQUE_TOKEN_CHARS) {
      return Optional.empty();
    }
    String letters = typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    return letters.length() == CHARS && letters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
        ? Optional.of(new RecoveryCode(letters))
        : Optional.empty();
  }

  byte[] hash() {
    return Ticket.sha256(letters.getBytes(US_ASCII));
  }

  /** As it is shown to its owner, once. */
  public String shown() {
    return IntStream.range(0, GROUPS)
        .mapToObj(group -> letters.substring(group * GROUP_CHARS, (group + 1) * GROUP_CHARS))
        .collect(Collectors.joining("-"));
  }

  /** Never shows the code. */
  @Override
  public String toString() {
    return "RecoveryCode[]";
  }
}
