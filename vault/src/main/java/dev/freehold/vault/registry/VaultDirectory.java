package dev.freehold.vault.registry;

import dev.freehold.vault.VaultLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What those without a token may be told of a vault, kept in memory for a moment, so that they make
 * no work for the database. Whoever changes a vault in this process has it forgotten; changes by
 * another process show after a second. Decides nothing about callers. Thread-safe.
 */
public final class VaultDirectory {

  private final Clock clock;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** Keeps entries by {@code clock}. */
  public VaultDirectory(Clock clock) {
    this.clock = clock;
  }

  /**
   * What everyone may know.
   *
   * @param tenantId whose tokens the vault takes
   * @param tags they choose the form of the challenge
   */
  public record Face(UUID tenantId, Map<String, String> tags) {

    /** Copies the tags. */
    public Face {
      tags = Map.copyOf(tags);
    }
  }

  private record Entry(Optional<Face> face, Instant read) {}

  /** The face of the vault {@code foldedName}, which {@code load} reads if it is not at hand. */
  public Optional<Face> find(String foldedName, Supplier<Optional<Vault>> load) {
    Instant now = clock.instant();
    Entry known = entries.get(foldedName);
    if (known != null && isFresh(known, now)) {
      return known.face();
    }
    Optional<Face> face = load.get().map(vault -> new Face(vault.tenantId(), vault.tags()));
    if (entries.size() >= VaultLimits.MAX_DIRECTORY_ENTRIES) {
      entries.values().removeIf(entry -> !isFresh(entry, now));
    }
    if (entries.size() < VaultLimits.MAX_DIRECTORY_ENTRIES) {
      entries.put(foldedName, new Entry(face, now));
    }
    return face;
  }

  /** Forgets everything, after a change. */
  public void forget() {
    entries.clear();
  }

  private static boolean isFresh(Entry entry, Instant now) {
    return !now.isBefore(entry.read())
        && now.isBefore(entry.read().plus(VaultLimits.DIRECTORY_FRESH));
  }
}
