package dev.freehold.vault.token;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which token to use, and how.
 *
 * @param library the vendor's PKCS #11 module
 * @param label the token's label
 * @param pin the user's PIN; kept, because the token may have to be opened again
 * @param maxSessions how many operations run in the token at a time; others wait
 */
public record Pkcs11Settings(Path library, String label, Pin pin, int maxSessions) {

  /** Sessions when nothing else is configured. */
  public static final int DEFAULT_SESSIONS = 16;

  /** A PIN, which is never printed. */
  public static final class Pin {

    private final char[] digits;

    /** Copies {@code digits}. */
    public Pin(char[] digits) {
      this.digits = digits.clone();
    }

    char[] reveal() {
      return digits.clone();
    }

    void forget() {
      Arrays.fill(digits, '\0');
    }

    @Override
    public String toString() {
      return "(hidden)";
    }
  }
}
