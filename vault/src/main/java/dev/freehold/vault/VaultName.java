package dev.freehold.vault;

import dev.freehold.crypto.KeyVaultNames;
import java.util.Locale;

/**
 * The name of a vault, which is the first label of its host name; {@link KeyVaultNames} has the
 * rule.
 *
 * @param text the name as its creator wrote it
 */
public record VaultName(String text) {

  private static final int MAX_SHOWN_CHARS = 64;

  /**
   * Checks the name.
   *
   * @throws VaultException INVALID if it is not one
   */
  public VaultName {
    if (!isValid(text)) {
      throw new VaultException(VaultError.INVALID, invalid(text));
    }
  }

  /** Tells whether {@code text} can be a vault's name. */
  public static boolean isValid(String text) {
    return KeyVaultNames.isVault(text);
  }

  /** Why {@code text} cannot be a vault's name. */
  public static String invalid(String text) {
    String shown = text.substring(0, Math.min(text.length(), MAX_SHOWN_CHARS));
    return "The vault name '%s' is invalid. A vault's name must be between %d-%d alphanumeric"
            .formatted(
                shown.replaceAll("[^\\x20-\\x7e]", "?"),
                KeyVaultNames.MIN_VAULT_CHARS,
                KeyVaultNames.MAX_VAULT_CHARS)
        + " characters. The name must begin with a letter, end with a letter or digit, and not"
        + " contain consecutive hyphens.";
  }

  /** The name as it is looked up by. */
  public String folded() {
    return fold(text);
  }

  /** A name as it is looked up by. */
  public static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
