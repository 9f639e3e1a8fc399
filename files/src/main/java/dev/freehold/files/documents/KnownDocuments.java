package dev.freehold.files.documents;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which row a document of some name was in last: a guess that spares a reader the pages of the
 * index. A row has its name sealed in it, so a reader sees whether the guess was right; a wrong one
 * costs a look-up and never gives a wrong document. Each place belongs to many names; the last one
 * has it. Names are told apart by 64 bits that nobody outside can foresee, so that a row which does
 * not open stands in no other name's way. Thread-safe.
 */
final class KnownDocuments {

  private static final int PLACES = 1 << 16;
  private static final int PLACE_SHIFT = Long.SIZE - 16;

  private final long multiplier = new SecureRandom().nextLong() | 1;
  private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(PLACES);

  Optional<UUID> find(UUID siteId, byte[] name) {
    long hash = hash(siteId, name);
    Entry entry = entries.get(place(hash));
    return entry != null && entry.hash == hash && entry.siteId.equals(siteId)
        ? Optional.of(entry.rowId)
        : Optional.empty();
  }

  void put(UUID siteId, byte[] name, UUID rowId) {
    long hash = hash(siteId, name);
    entries.set(place(hash), new Entry(hash, siteId, rowId));
  }

  /** A polynomial in a secret odd number; the highest bits depend on every byte. */
  private long hash(UUID siteId, byte[] name) {
    long hash =
        (siteId.getMostSignificantBits() * multiplier + siteId.getLeastSignificantBits())
            * multiplier;
    for (byte each : name) {
      hash = (hash + (each & 0xFF)) * multiplier;
    }
    return hash;
  }

  private static int place(long hash) {
    return (int) (hash >>> PLACE_SHIFT);
  }

  private record Entry(long hash, UUID siteId, UUID rowId) {}
}
