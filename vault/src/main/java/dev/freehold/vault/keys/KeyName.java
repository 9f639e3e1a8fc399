package dev.freehold.vault.keys;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.wire.WireError;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key's name: 1 to 127 letters, digits and hyphens. Looked up without regard to case, kept as it
 * was first written.
 */
record KeyName(String text) {

  private static final Pattern ALLOWED =
      Pattern.compile("[0-9a-zA-Z-]{1,%d}".formatted(VaultLimits.MAX_KEY_NAME_CHARS));

  static KeyName parse(String text) {
    if (!ALLOWED.matcher(text).matches()) {
      throw WireError.badParameter(
          "The request URI contains an invalid name: %s".formatted(printable(text)));
    }
    return new KeyName(text);
  }

  String folded() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** What a stranger wrote, cut and harmless. */
  static String printable(String text) {
    return text.substring(0, Math.min(text.length(), VaultLimits.MAX_KEY_NAME_CHARS))
        .replaceAll("[^\\x20-\\x7e]", "?");
  }
}
