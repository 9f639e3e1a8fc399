package dev.freehold.crypto;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for names of key vaults and of the keys in them. The vault that assigns a name and the
 * service that reads it both use these rules, so no name can be made that cannot be used.
 */
public final class KeyVaultNames {

  /** The shortest name of a vault, in characters. */
  public static final int MIN_VAULT_CHARS = 3;

  /**
   * The longest name of a vault, in characters. Azure stops at 24, but the published article on
   * Customer Key has a vault of 25 in its own commands, and those must work as written; so this is
   * the bound of a label of a host name (RFC 1035, section 2.3.4).
   */
  public static final int MAX_VAULT_CHARS = 63;

  /** The longest name of a key, in characters. */
  public static final int MAX_KEY_CHARS = 127;

  /** The rule for vaults, for those who are told that a name breaks it. */
  public static final String VAULT_RULE =
      "%d to %d letters, digits and single hyphens, from a letter to a letter or digit"
          .formatted(MIN_VAULT_CHARS, MAX_VAULT_CHARS);

  /** The rule for keys as an expression, for those who find one within a longer text. */
  public static final String KEY_PATTERN = "[0-9a-zA-Z-]{1,%d}".formatted(MAX_KEY_CHARS);

  private static final Pattern VAULT =
      Pattern.compile(
          "(?=.{%d,%d}$)[A-Za-z](-?[A-Za-z0-9])*".formatted(MIN_VAULT_CHARS, MAX_VAULT_CHARS));

  private static final Pattern KEY = Pattern.compile(KEY_PATTERN);

  /** Host names that a vault server has for itself, beside those of its vaults. */
  private static final Set<String> RESERVED = Set.of("management", "login", "www");

  private KeyVaultNames() {}

  /**
   * Tells whether a vault can be called so: {@link #VAULT_RULE}, and none of the names that a vault
   * server has for itself. Case does not matter.
   */
  public static boolean isVault(String name) {
    return VAULT.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Tells whether a key can be called so: 1 to 127 letters, digits and hyphens. */
  public static boolean isKey(String name) {
    return KEY.matcher(name).matches();
  }
}
