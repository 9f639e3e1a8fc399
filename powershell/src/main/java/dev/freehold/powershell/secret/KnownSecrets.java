package dev.freehold.powershell.secret;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Secrets that a session has seen in clear, so that they can be removed from its messages. They are
 * in its memory anyway, in the texts of scripts. Safe for use by many threads.
 */
public final class KnownSecrets {

  private static final int MAX_SECRETS = 256;
  private static final int MAX_SECRET_CHARS = 64 * 1024;

  @GuardedBy("this")
  private final List<String> values = new ArrayList<>();

  /** Learns the literals of a text that are secrets. */
  public void learn(Sensitive text) {
    text.values().forEach(this::learn);
  }

  /** Learns a secret; one of less than four characters is too common to be looked for. */
  public synchronized void learn(String secret) {
    boolean usable =
        secret.length() >= Sensitive.MIN_SECRET_CHARS
            && secret.length() <= MAX_SECRET_CHARS
            && !values.contains(secret);
    if (!usable) {
      return;
    }
    values.add(secret);
    if (values.size() > MAX_SECRETS) {
      values.removeFirst();
    }
  }

  /** The text with a mask for each secret in it. */
  public synchronized String scrub(String text) {
    String clean = text;
    for (String secret : values.stream().sorted(longestFirst()).toList()) {
      if (clean.contains(secret)) {
        clean = clean.replace(secret, Sensitive.MASK);
      }
    }
    return clean;
  }

  private static Comparator<String> longestFirst() {
    return Comparator.comparingInt(String::length).reversed();
  }

  /** Never the secrets. */
  @Override
  public synchronized String toString() {
    return "%d known secrets".formatted(values.size());
  }
}
