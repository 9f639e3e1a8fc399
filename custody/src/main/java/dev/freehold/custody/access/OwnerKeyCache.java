package dev.freehold.custody.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opened owner keys under their policies' leases; the least recently used is overwritten first. */
final class OwnerKeyCache {

  private final int maxOwnerKeys;

  @GuardedBy("this")
  private final LinkedHashMap<UUID, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  OwnerKeyCache(int maxOwnerKeys) {
    this.maxOwnerKeys = maxOwnerKeys;
  }

  /**
   * A cached owner key. It is relied on for the length of one lease at most: the owner may have
   * come under another policy meanwhile, whose roots this lease does not ask.
   *
   * @param lease under which it was opened
   * @param tenantId the tenant that owns it
   * @param generation counts the key's renewals
   * @param key the secret itself
   * @param readAtNanos when its wrapped form was read
   */
  record Entry(Lease lease, UUID tenantId, int generation, CachedKey key, long readAtNanos) {

    /** A copy of the key, counted as given for an object. */
    Optional<OwnerKey> open(UUID ownerKeyId, Requester requester, long nowNanos) {
      if (isOutdated(nowNanos) || !lease.serves(requester.kind(), nowNanos)) {
        return Optional.empty();
      }
      Optional<Key256> copy = key.copyIfOpen();
      if (copy.isPresent() && !lease.give(requester.kind(), nowNanos)) {
        copy.get().close();
        return Optional.empty();
      }
      return copy.map(opened -> new OwnerKey(tenantId, ownerKeyId, generation, opened));
    }

    /** Tells whether {@link #open} would give the key, without a copy or a count. */
    boolean isUsable(Requester requester, long nowNanos) {
      return !isOutdated(nowNanos) && key.isOpen() && lease.use(requester.kind(), nowNanos);
    }

    private boolean isOutdated(long nowNanos) {
      return nowNanos - readAtNanos >= lease.lengthNanos();
    }
  }

  synchronized Optional<Entry> find(UUID ownerKeyId) {
    return Optional.ofNullable(entries.get(ownerKeyId));
  }

  /** Takes {@code opened} over, unless its lease has ended meanwhile. */
  void put(WrappedOwnerKey owner, Lease lease, Key256 opened, long readAtNanos) {
    CachedKey held = new CachedKey(opened);
    if (!lease.hold(held)) {
      return;
    }
    Entry fresh = new Entry(lease, owner.tenantId(), owner.generation(), held, readAtNanos);
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

  /** Forgets entries whose lease has ended, and overwrites those that are relied on no longer. */
  synchronized void sweep(long nowNanos) {
    entries
        .values()
        .removeIf(
            entry -> {
              if (entry.isOutdated(nowNanos)) {
                entry.lease().drop(entry.key());
              }
              return !entry.key().isOpen();
            });
  }

  synchronized int size() {
    return entries.size();
  }
}
