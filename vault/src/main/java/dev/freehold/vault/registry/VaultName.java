package dev.freehold.vault.registry;

import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a vault, which is the first label of its host name: 3 to 63 letters, digits and
 * single hyphens, from a letter to a letter or digit. Azure stops at 24, but the published article
 * on Customer Key has a vault of 25 in its own commands, and those must work as written; so the
 * bound here is that of a label (RFC 1035, section 2.3.4).
 *
 * @param text the name as its creator wrote it
 */
public record VaultName(String text) {

  private static final Pattern ALLOWED =
      Pattern.compile(
          "(?=.{%d,%d}$)[A-Za-z](-?[A-Za-z0-9])*"
              .formatted(VaultLimits.MIN_VAULT_NAME_CHARS, VaultLimits.MAX_VAULT_NAME_CHARS));

  private static final int MAX_SHOWN_CHARS = 64;

  /** Host names of this server's own. */
  private static final Set<String> RESERVED = Set.of("management", "login", "www");

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
    return ALLOWED.matcher(text).matches() && !RESERVED.contains(fold(text));
  }

  /** Why {@code text} cannot be a vault's name. */
  public static String invalid(String text) {
    String shown = text.substring(0, Math.min(text.length(), MAX_SHOWN_CHARS));
    return "The vault name '%s' is invalid. A vault's name must be between %d-%d alphanumeric"
            .formatted(
                shown.replaceAll("[^\\x20-\\x7e]", "?"),
                VaultLimits.MIN_VAULT_NAME_CHARS,
                VaultLimits.MAX_VAULT_NAME_CHARS)
        + " characters. The name must begin with a letter, end with a letter or digit, and not"
        + " contain consecutive hyphens.";
  }

  /** The name as it is looked up by. */
  public String folded() {
    return fold(text);
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
