package dev.freehold.files.keys;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.sites.Recent;
import java.util.Optional;
import java.util.UUID;

/**
 * Under which key what was read of a site last was. Only a guess for the next reader, who finds out
 * at once if it is wrong and need not ask the database if it is right. Thread-safe.
 */
final class KnownKeys {

  @GuardedBy("this")
  private final Recent<UUID, UUID> keyIds = new Recent<>(FilesLimits.MAX_KNOWN_SITE_KEYS);

  synchronized Optional<UUID> of(UUID siteId) {
    return keyIds.find(siteId);
  }

  synchronized void put(UUID siteId, UUID keyId) {
    keyIds.put(siteId, keyId);
  }

  synchronized void forget(UUID siteId) {
    keyIds.remove(siteId);
  }
}
