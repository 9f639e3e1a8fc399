package dev.freehold.custody.passwords;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import java.text.Normalizer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A password as a person typed it. An accented letter can be typed as one character or as two; both
 * are made the same here.
 *
 * @param text the password; never in a log, a message or the ledger
 */
public record Password(String text) {

  /** What a person is called is the first that others guess; shorter names are in many words. */
  private static final int MIN_NAME_CHARS = 4;

  /** Without letters and digits that look alike; 32 of them, so that every byte is one. */
  private static final String GENERATED_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int GENERATED_GROUPS = 5;
  private static final int GENERATED_GROUP_CHARS = 5;

  /** Brings the text into the one form. */
  public Password {
    text = Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** A password of 125 random bits. */
  public static Password generate(RandomSource random) {
    return new Password(
        IntStream.range(0, GENERATED_GROUPS)
            .mapToObj(group -> letters(random.bytes(GENERATED_GROUP_CHARS)))
            .collect(Collectors.joining("-")));
  }

  private static String letters(byte[] random) {
    StringBuilder letters = new StringBuilder();
    for (byte b : random) {
      letters.append(GENERATED_ALPHABET.charAt(b & 0x1f));
    }
    return letters.toString();
  }

  /** Whether it can be anybody's password at all; nothing else is worth a hash. */
  public boolean isInBounds() {
    return !text.isEmpty() && text.length() <= CustodyLimits.MAX_PASSWORD_CHARS;
  }

  /**
   * Checks that it is good enough for the person of this name.
   *
   * @throws CustodyException {@code PASSWORD_UNACCEPTABLE}
   */
  public void requireGoodFor(String userPrincipalName) {
    String local = UserPrincipalName.localPart(userPrincipalName);
    boolean hasName = local.length() >= MIN_NAME_CHARS && Names.fold(text).contains(local);
    if (text.length() < CustodyLimits.MIN_PASSWORD_CHARS
        || text.length() > CustodyLimits.MAX_PASSWORD_CHARS
        || text.chars().anyMatch(Character::isISOControl)
        || text.chars().distinct().count() < CustodyLimits.MIN_PASSWORD_DIFFERENT_CHARS
        || isRow()
        || hasName) {
      throw new CustodyException(
          CustodyError.PASSWORD_UNACCEPTABLE,
          ("a password has %d to %d characters, %d different ones at least, no control characters,"
                  + " not the person's own name in it, and is no plain row such as 12345 or abcde;"
                  + " several words are best")
              .formatted(
                  CustodyLimits.MIN_PASSWORD_CHARS,
                  CustodyLimits.MAX_PASSWORD_CHARS,
                  CustodyLimits.MIN_PASSWORD_DIFFERENT_CHARS));
    }
  }

  /**
   * The same for a person who has another one.
   *
   * @throws CustodyException {@code PASSWORD_UNACCEPTABLE}
   */
  public void requireGoodInPlaceOf(Password current, String userPrincipalName) {
    requireGoodFor(userPrincipalName);
    if (equals(current)) {
      throw new CustodyException(
          CustodyError.PASSWORD_UNACCEPTABLE,
          "the new password is the one that you have; choose another one");
    }
  }

  /** Whether nearly every character follows from the one before it. */
  private boolean isRow() {
    long steps =
        IntStream.range(1, text.length())
            .filter(i -> Math.abs(text.charAt(i) - text.charAt(i - 1)) <= 1)
            .count();
    return steps * 4 >= text.length() * 3L;
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Password[]";
  }
}
