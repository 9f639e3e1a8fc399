package dev.freehold.server.config;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param <T> the type of its value
 * @param key the full name, such as {@code freehold.vault.port}
 * @param meaning one sentence for people
 * @param kind type and bounds
 * @param defaultText the value when nothing is configured
 * @param isSecret whether the value is never shown, and may come from a file named by {@code _FILE}
 */
record Setting<T>(String key, String meaning, Kind<T> kind, String defaultText, boolean isSecret) {

  static <T> Setting<T> open(String key, String meaning, Kind<T> kind, String defaultText) {
    return new Setting<>(key, meaning, kind, defaultText, false);
  }

  static Setting<Secret> secret(String key, String meaning) {
    return new Setting<>(key, meaning, Kind.secret(), "", true);
  }

  /** The environment variable that overrides the key, such as {@code FREEHOLD_VAULT_PORT}. */
  String environmentName() {
    return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
