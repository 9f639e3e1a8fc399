package dev.freehold.vault.keys.call;

import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.keys.KeyAttributes;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.crypto.UseRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What users of a version lose when it is changed or deleted. */
public enum Loss {
  /** The version opens nothing any more. */
  OPENING("content that depends on it becomes unreadable"),
  /** The version protects nothing new; it still opens, as {@link UseRules} says. */
  PROTECTING("nothing new can be protected with it, while what it protected stays readable");

  private final String words;

  Loss(String words) {
    this.words = words;
  }

  /** The loss as a warning says it. */
  String words() {
    return words;
  }

  /** What is lost at {@code now} when {@code before} becomes {@code after}. */
  public static Optional<Loss> between(KeyVersion before, KeyVersion after, Instant now) {
    if (!before.attributes().enabled()) {
      return Optional.empty();
    }
    List<KeyOperation> removed = new ArrayList<>(before.operations());
    removed.removeAll(after.operations());
    if (!after.attributes().enabled() || removed.stream().anyMatch(Loss::opens)) {
      return Optional.of(OPENING);
    }
    boolean protects = removed.stream().anyMatch(KeyOperation::protectsNewData);
    return protects || endsSooner(before.attributes(), after.attributes(), now)
        ? Optional.of(PROTECTING)
        : Optional.empty();
  }

  private static boolean opens(KeyOperation operation) {
    return operation == KeyOperation.UNWRAP_KEY || operation == KeyOperation.DECRYPT;
  }

  /** A user of it within one such period is likely to need it within the next. */
  private static boolean endsSooner(KeyAttributes before, KeyAttributes after, Instant now) {
    Instant end = protectsUntil(before, now);
    Instant newEnd = protectsUntil(after, now);
    return end.isAfter(now)
        && newEnd.isBefore(end)
        && !newEnd.isAfter(now.plus(VaultLimits.KEY_USE_RECENT));
  }

  private static Instant protectsUntil(KeyAttributes attributes, Instant now) {
    return attributes.notBefore().filter(now::isBefore).isPresent()
        ? now
        : attributes.expires().orElse(Instant.MAX);
  }
}
