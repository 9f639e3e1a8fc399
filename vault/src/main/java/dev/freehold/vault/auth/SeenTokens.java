package dev.freehold.vault.auth;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose tokens were good once, by digest, until they end. Nothing is decided by it but whose turn
 * it is before a token is verified again. Thread-safe.
 */
final class SeenTokens {

  private record Seen(UUID objectId, Instant expires) {}

  @GuardedBy("itself")
  private final Map<String, Seen> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > TokenLimits.MAX_VERIFIED_TOKENS;
        }
      };

  Optional<UUID> find(String digest, Instant now) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(digest))
          .filter(seen -> now.isBefore(seen.expires))
          .map(Seen::objectId);
    }
  }

  void add(String digest, UUID objectId, Instant expires) {
    synchronized (entries) {
      entries.put(digest, new Seen(objectId, expires));
    }
  }
}
