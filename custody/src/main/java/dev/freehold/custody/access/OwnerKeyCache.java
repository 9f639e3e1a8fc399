package dev.freehold.custody.access;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.WrappedOwnerKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opened owner keys under their policies' leases; the least recently used is overwritten first. */
final class OwnerKeyCache {

  private final int maxOwnerKeys;
  private final LinkedHashMap<UUID, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  OwnerKeyCache(int maxOwnerKeys) {
    this.maxOwnerKeys = maxOwnerKeys;
  }

  /**
   * A cached owner key.
   *
   * @param lease under which it was opened
   * @param tenantId the tenant that owns it
   * @param generation counts the key's renewals
   * @param key the secret itself
   */
  record Entry(Lease lease, UUID tenantId, int generation, HeldKey key) {

    Optional<OwnerKey> open(UUID ownerKeyId, Requester requester, long nowNanos) {
      return lease.serves(requester.kind(), nowNanos)
          ? key.copyIfOpen().map(copy -> new OwnerKey(tenantId, ownerKeyId, generation, copy))
          : Optional.empty();
    }
  }

  synchronized Optional<Entry> find(UUID ownerKeyId) {
    return Optional.ofNullable(entries.get(ownerKeyId));
  }

  /** Takes {@code opened} over, unless its lease has ended meanwhile. */
  void put(WrappedOwnerKey owner, Lease lease, Key256 opened) {
    HeldKey held = new HeldKey(opened);
    if (!lease.hold(held)) {
      return;
    }
    Entry fresh = new Entry(lease, owner.tenantId(), owner.generation(), held);
    synchronized (this) {
      Entry replaced = entries.put(owner.ownerKeyId(), fresh);
      if (replaced != null) {
        replaced.lease().drop(replaced.key());
      }
      if (entries.size() > maxOwnerKeys) {
        Map.Entry<UUID, Entry> eldest = entries.pollFirstEntry();
        eldest.getValue().lease().drop(eldest.getValue().key());
      }
    }
  }

  /** Forgets entries whose lease has ended; their keys were overwritten then. */
  synchronized void sweep() {
    entries.values().removeIf(entry -> !entry.key().isOpen());
  }

  synchronized int size() {
    return entries.size();
  }
}
