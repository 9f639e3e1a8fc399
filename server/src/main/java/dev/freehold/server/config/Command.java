package dev.freehold.server.config;

import java.util.Locale;

/** The commands that run a server. */
public enum Command {
  /** {@code freehold serve}: the service with its own vaults. */
  SERVE,
  /** {@code freehold vault}: key vaults alone. */
  VAULT;

  /** The word that a user types. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
