package dev.freehold.vault.registry;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A region of vaults. Tools write a region in two ways, {@code West Europe} and {@code westeurope}.
 *
 * @param name in lower case and without spaces, at most 64 characters
 * @param displayName as people read it
 */
public record Location(String name, String displayName) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*");
  private static final int MAX_CHARS = 64;

  /**
   * Reads a region as people or tools write it.
   *
   * @throws VaultException INVALID if it is no region
   */
  public static Location parse(String text) {
    if (text.length() > MAX_CHARS || !FORM.matcher(text).matches()) {
      throw new VaultException(
          VaultError.INVALID,
          "a location has 1 to %d letters, digits and single spaces, and begins with a letter"
              .formatted(MAX_CHARS));
    }
    return new Location(fold(text), text);
  }

  /** Tells whether {@code text} is this region, in either way of writing it. */
  public boolean is(String text) {
    return isSame(name, text);
  }

  /** Tells whether both are the same region, in either way of writing it. */
  public static boolean isSame(String one, String other) {
    return fold(one).equals(fold(other));
  }

  private static String fold(String text) {
    return text.replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
