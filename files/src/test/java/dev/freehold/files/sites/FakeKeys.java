package dev.freehold.files.sites;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/** Site keys in memory: given, refused and renewed as a test says. */
public final class FakeKeys implements KeyAccess {

  private final RandomSource random;
  private final Map<UUID, Made> keys = new ConcurrentHashMap<>();
  private final Map<UUID, UUID> present = new ConcurrentHashMap<>();
  private final AtomicReference<Runnable> afterSealing = new AtomicReference<>();
  private volatile Optional<KeyAccessException.Reason> refusal = Optional.empty();
  private volatile Optional<UUID> refusedKey = Optional.empty();

  public FakeKeys(RandomSource random) {
    this.random = random;
  }

  /** Gives a site its first key, or a new one; returns the one before. */
  public UUID renew(UUID tenantId, UUID siteId) {
    UUID id = UUID.randomUUID();
    UUID before = present.get(siteId);
    int generation = before == null ? 1 : keys.get(before).generation + 1;
    keys.put(id, new Made(tenantId, generation, false, Key256.random(random)));
    present.put(siteId, id);
    if (before != null) {
      keys.computeIfPresent(before, (old, made) -> made.retire());
    }
    return before;
  }

  /** Gives a site a certain key, as another process did that wrote the same files. */
  public void give(UUID tenantId, UUID siteId, UUID keyId, Key256 key) {
    keys.put(keyId, new Made(tenantId, 1, false, key));
    present.put(siteId, keyId);
  }

  public void destroy(UUID keyId) {
    keys.remove(keyId);
  }

  /** Destroys all keys of a site, as its deletion does. */
  public void destroyOf(UUID siteId) {
    Optional.ofNullable(present.remove(siteId)).ifPresent(this::destroy);
  }

  public void refuse(KeyAccessException.Reason reason) {
    refusal = Optional.of(reason);
  }

  /** Refuses this key, as a vault does that it was revoked in. */
  public void refuseOnly(UUID keyId) {
    refusedKey = Optional.of(keyId);
  }

  /** Refuses no longer. */
  public void give() {
    refusal = Optional.empty();
  }

  /** Runs {@code work} once, after a key was chosen for sealing: it may be renewed by then. */
  public void afterNextSealing(Runnable work) {
    afterSealing.set(work);
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    if (refusal.isPresent()) {
      throw new KeyAccessException(refusal.get(), "the test said so");
    }
    if (refusedKey.filter(ownerKeyId::equals).isPresent()) {
      throw new KeyAccessException(KeyAccessException.Reason.REFUSED, "the test revoked it");
    }
    Made made = keys.get(ownerKeyId);
    if (made == null) {
      throw noSuchKey();
    }
    return new OwnerKey(made.tenantId, ownerKeyId, made.generation, made.key.copy());
  }

  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    OwnerKey key =
        open(Optional.ofNullable(present.get(ownerId)).orElseThrow(FakeKeys::noSuchKey), requester);
    Optional.ofNullable(afterSealing.getAndSet(null)).ifPresent(Runnable::run);
    return key;
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {
    Made made = keys.get(ownerKeyId);
    if (made == null) {
      throw noSuchKey();
    }
    if (made.isRetired) {
      throw new KeyAccessException(KeyAccessException.Reason.KEY_RENEWED, "renewed");
    }
  }

  private static KeyAccessException noSuchKey() {
    return new KeyAccessException(KeyAccessException.Reason.NO_SUCH_KEY, "no such key");
  }

  private record Made(UUID tenantId, int generation, boolean isRetired, Key256 key) {
    Made retire() {
      return new Made(tenantId, generation, true, key);
    }
  }
}
