package dev.freehold.files;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which row a document of some name was in last: a guess that spares a reader the pages of the
 * index. A row has its name sealed in it, so a reader sees whether the guess was right; a wrong one
 * costs a look-up and never gives a wrong document. Each place belongs to many names; the last one
 * has it. Thread-safe.
 */
final class KnownDocuments {

  private static final int PLACES = 1 << 16;

  private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(PLACES);

  Optional<UUID> find(UUID siteId, byte[] name) {
    int hash = hash(siteId, name);
    Entry entry = entries.get(place(hash));
    return entry != null && entry.hash == hash && entry.siteId.equals(siteId)
        ? Optional.of(entry.rowId)
        : Optional.empty();
  }

  void put(UUID siteId, byte[] name, UUID rowId) {
    int hash = hash(siteId, name);
    entries.set(place(hash), new Entry(hash, siteId, rowId));
  }

  private static int hash(UUID siteId, byte[] name) {
    return 31 * siteId.hashCode() + Arrays.hashCode(name);
  }

  private static int place(int hash) {
    return (hash ^ (hash >>> 16)) & (PLACES - 1);
  }

  private record Entry(int hash, UUID siteId, UUID rowId) {}
}
