package dev.freehold.server.config;

import java.util.Locale;
import java.util.Set;

/**
 * One key of the configuration.
 *
 * @param <T> the type of its value
 * @param key the full name, such as {@code freehold.vault.port}
 * @param meaning one sentence for people
 * @param kind type and bounds
 * @param defaultText the value when nothing is configured
 * @param isSecret whether the value is never shown, and may come from a file named by {@code _FILE}
 * @param commands which servers it has an effect on
 */
record Setting<T>(
    String key,
    String meaning,
    Kind<T> kind,
    String defaultText,
    boolean isSecret,
    Set<Command> commands) {

  private static final Set<Command> ALL = Set.of(Command.values());

  static <T> Setting<T> open(String key, String meaning, Kind<T> kind, String defaultText) {
    return new Setting<>(key, meaning, kind, defaultText, false, ALL);
  }

  static Setting<Secret> secret(String key, String meaning) {
    return new Setting<>(key, meaning, Kind.secret(), "", true, ALL);
  }

  /** The same for the service alone. */
  Setting<T> onlyForServe() {
    return new Setting<>(key, meaning, kind, defaultText, isSecret, Set.of(Command.SERVE));
  }

  /** The environment variable that overrides the key, such as {@code FREEHOLD_VAULT_PORT}. */
  String environmentName() {
    return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
