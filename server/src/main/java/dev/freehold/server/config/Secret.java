package dev.freehold.server.config;

/**
 * A secret of the configuration. It is never printed; code that needs it calls the method that
 * reveals it.
 */
public final class Secret {

  private final String value;

  Secret(String value) {
    this.value = value;
  }

  /** The secret itself. */
  public String reveal() {
    return value;
  }

  /** Whether a secret was given at all. */
  public boolean isPresent() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return isPresent() ? "(hidden)" : "(none)";
  }
}
