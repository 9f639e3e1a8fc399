package dev.freehold.vault.keys;

import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The attributes that an owner can set on a version.
 *
 * @param enabled whether it may be used at all
 * @param notBefore when it may begin to protect new data
 * @param expires when it may no longer protect new data
 */
public record KeyAttributes(
    boolean enabled, Optional<Instant> notBefore, Optional<Instant> expires) {

  /** Enabled, without a window. */
  public static final KeyAttributes DEFAULT =
      new KeyAttributes(true, Optional.empty(), Optional.empty());

  /** 9999-12-31T23:59:59Z, the last time that all clients can show. */
  private static final long MAX_EPOCH_SECONDS = 253_402_300_799L;

  /** These attributes with what {@code body} sets in its member {@code attributes}. */
  public KeyAttributes changedBy(JsonBody body) {
    return body.object("attributes").map(this::with).orElse(this);
  }

  private KeyAttributes with(JsonBody attributes) {
    if (attributes.truth("exportable").orElse(false)) {
      throw WireError.badParameter("Exportable keys are not supported by this vault.");
    }
    return new KeyAttributes(
        attributes.truth("enabled").orElse(enabled),
        time(attributes, "nbf").or(() -> notBefore),
        time(attributes, "exp").or(() -> expires));
  }

  private static Optional<Instant> time(JsonBody attributes, String name) {
    OptionalLong seconds = attributes.whole(name);
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    long value = seconds.getAsLong();
    if (value < 0 || value > MAX_EPOCH_SECONDS) {
      throw WireError.badParameter(
          "Property %s is not a time between 1970 and 9999, in seconds.".formatted(name));
    }
    return Optional.of(Instant.ofEpochSecond(value));
  }
}
