package dev.freehold.server.restore;

import dev.freehold.content.rescue.SampleObjects;
import dev.freehold.content.rescue.StoredObjects;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.copies.KeyReach;
import dev.freehold.custody.copies.PolicyFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tries a key of a mailbox or site, and proves it by an object that opens. */
final class OwnerTrial {

  /** One may be damaged, or gone since the database was copied. */
  private static final int MAX_OBJECTS = 3;

  private final CryptoSuite suite;
  private final Optional<SampleObjects> objects;
  private final Optional<StoredObjects> stored;
  private final Map<UUID, UUID> scanned;

  /**
   * Uses what is available.
   *
   * @param objects empty if there are no blobs
   * @param stored which blobs are under a key; empty if there is no database
   */
  OwnerTrial(CryptoSuite suite, Optional<SampleObjects> objects, Optional<StoredObjects> stored) {
    this.suite = suite;
    this.objects = objects;
    this.stored = stored;
    this.scanned =
        stored.isPresent() ? Map.of() : objects.map(SampleObjects::oneOfEach).orElse(Map.of());
  }

  /** What came of it. */
  record Outcome(KeyReach standing, String reason) {}

  /** Tries each wrapped form of the key. */
  Outcome run(PolicyFinding policy, List<WrappedOwnerKey> wraps) {
    if (wraps.isEmpty()) {
      return new Outcome(KeyReach.DESTROYED, "its wrapped key was destroyed");
    }
    return switch (policy.standing()) {
      case DESTROYED -> new Outcome(KeyReach.CLOSED, "nothing is left that opens its policy's key");
      case CLOSED -> new Outcome(KeyReach.CLOSED, "its policy's key cannot be opened");
      case MAY_OPEN -> new Outcome(KeyReach.MAY_OPEN, "with its policy's key");
      case OPENS -> open(policy, wraps);
    };
  }

  private Outcome open(PolicyFinding policy, List<WrappedOwnerKey> wraps) {
    for (WrappedOwnerKey wrap : wraps) {
      try (OwnerKey key = policy.open(wrap, suite).orElse(null)) {
        if (key != null) {
          return new Outcome(KeyReach.OPENS, prove(key));
        }
      }
    }
    return new Outcome(KeyReach.CLOSED, "its wrapped key is damaged, or of another policy key");
  }

  private String prove(OwnerKey key) {
    if (objects.isEmpty()) {
      return "its key was opened; there are no blobs to try";
    }
    List<UUID> blobs =
        stored
            .map(rows -> rows.blobsUnder(key.keyId(), MAX_OBJECTS))
            .orElseGet(() -> Optional.ofNullable(scanned.get(key.keyId())).stream().toList());
    if (blobs.isEmpty()) {
      return "its key was opened; nothing is under it";
    }
    SampleObjects.Outcome last = SampleObjects.Outcome.MISSING;
    for (UUID blob : blobs) {
      last = objects.get().open(key, blob);
      if (last == SampleObjects.Outcome.OPENED) {
        return "an object of it was opened";
      }
    }
    return switch (last) {
      case OPENED -> throw new IllegalStateException("an object that opened ends the search");
      case MISSING -> "its key was opened; the blobs that were tried are not there";
      case BROKEN -> "its key was opened; the blobs that were tried are damaged";
    };
  }
}
