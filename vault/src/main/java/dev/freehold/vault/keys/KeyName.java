package dev.freehold.vault.keys;

import dev.freehold.crypto.KeyVaultNames;
import dev.freehold.vault.wire.WireError;
import java.util.Locale;

/**
 * A key's name by the rule of {@link KeyVaultNames}. Looked up without regard to case, kept as it
 * was first written.
 */
public record KeyName(String text) {

  /** Checks a name as it came in a path. */
  public static KeyName parse(String text) {
    if (!KeyVaultNames.isKey(text)) {
      throw WireError.badParameter(
          "The request URI contains an invalid name: %s".formatted(printable(text)));
    }
    return new KeyName(text);
  }

  /** The name as it is looked up by. */
  public String folded() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** What a stranger wrote, cut and harmless. */
  static String printable(String text) {
    return text.substring(0, Math.min(text.length(), KeyVaultNames.MAX_KEY_CHARS))
        .replaceAll("[^\\x20-\\x7e]", "?");
  }
}
