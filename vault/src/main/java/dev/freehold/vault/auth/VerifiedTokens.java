package dev.freehold.vault.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens that were verified a moment ago, so that a client's next request does not pay for the
 * signature again. Keeps digests and no token, and only what was accepted; a signing key that is
 * withdrawn stops counting within {@link TokenLimits#VERIFIED_FOR}. What was verified later than
 * now, because the clock was set back, is verified again. Thread-safe.
 */
final class VerifiedTokens {

  private record Remembered(VerifiedToken token, Instant at) {
    boolean counts(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(TokenLimits.VERIFIED_FOR));
    }
  }

  @GuardedBy("itself")
  private final Map<String, Remembered> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > TokenLimits.MAX_VERIFIED_TOKENS;
        }
      };

  /** Stands for a token together with what it was asked for. */
  static String question(String token, List<String> audiences, Optional<UUID> tenant) {
    return String.join("\n", digest(token), tenant.map(UUID::toString).orElse(""), "")
        + String.join("\n", audiences);
  }

  static String digest(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  Optional<VerifiedToken> find(String question, Instant now) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(question))
          .filter(entry -> entry.counts(now))
          .map(Remembered::token);
    }
  }

  void add(String question, VerifiedToken token, Instant now) {
    synchronized (entries) {
      entries.put(question, new Remembered(token, now));
    }
  }
}
