package dev.freehold.content;

import dev.freehold.content.blob.Blobs;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/** Owner keys that are a function of their ids, given or refused as a test says. */
public final class FixedKeyAccess implements KeyAccess {

  private final Map<UUID, UUID> tenantOfKey = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> generations = new ConcurrentHashMap<>();
  private final Map<UUID, UUID> presentKeyOfOwner = new ConcurrentHashMap<>();
  private final Set<UUID> retired = ConcurrentHashMap.newKeySet();
  private final AtomicLong opened = new AtomicLong();
  private final AtomicReference<Runnable> onOpen = new AtomicReference<>();
  private volatile Optional<KeyAccessException.Reason> refusal = Optional.empty();

  /** Adds an owner key of {@code tenantId}. */
  public UUID add(UUID tenantId) {
    return add(tenantId, UUID.randomUUID());
  }

  /** Adds an owner key with a given id. */
  public UUID add(UUID tenantId, UUID ownerKeyId) {
    tenantOfKey.put(ownerKeyId, tenantId);
    return ownerKeyId;
  }

  /** The tenant that a key was added for. */
  public UUID tenantOf(UUID ownerKeyId) {
    return tenantOfKey.get(ownerKeyId);
  }

  /** Makes a new key the owner's present one; returns the key that it had, retired now. */
  public UUID renew(UUID ownerId) {
    UUID old = presentKeyOf(ownerId);
    makePresent(ownerId, add(tenantOfKey.get(old)));
    return old;
  }

  /** Makes a key that was added the owner's present one, and retires the one before. */
  public void makePresent(UUID ownerId, UUID ownerKeyId) {
    UUID old = presentKeyOf(ownerId);
    generations.put(ownerKeyId, generations.getOrDefault(old, 1) + 1);
    presentKeyOfOwner.put(ownerId, ownerKeyId);
    retired.add(old);
  }

  /** The key that new content of the owner is sealed under; the first one has the owner's id. */
  public UUID presentKeyOf(UUID ownerId) {
    return presentKeyOfOwner.getOrDefault(ownerId, ownerId);
  }

  /** Forgets a key for ever. */
  public void destroy(UUID ownerKeyId) {
    tenantOfKey.remove(ownerKeyId);
  }

  /** The bytes of a key, for those who search for them. */
  public static byte[] secretOf(UUID ownerKeyId) {
    return Blobs.bytes(ownerKeyId.getMostSignificantBits(), Key256.LENGTH_BYTES);
  }

  /** Gives no key from now on. */
  public void refuse(KeyAccessException.Reason reason) {
    refusal = Optional.of(reason);
  }

  /** Gives keys again. */
  public void allow() {
    refusal = Optional.empty();
  }

  /** Runs {@code work} once, when the next key is asked for and before it is given. */
  public void onOpen(Runnable work) {
    onOpen.set(work);
  }

  /** How often a key was asked for. */
  public long opened() {
    return opened.get();
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    opened.incrementAndGet();
    Runnable first = onOpen.getAndSet(null);
    if (first != null) {
      first.run();
    }
    refusal.ifPresent(
        reason -> {
          throw new KeyAccessException(reason, "the test said so");
        });
    UUID tenantId = tenantOfKey.get(ownerKeyId);
    if (tenantId == null) {
      throw new KeyAccessException(KeyAccessException.Reason.NO_SUCH_KEY, "no such key");
    }
    return new OwnerKey(
        tenantId,
        ownerKeyId,
        generations.getOrDefault(ownerKeyId, 1),
        Key256.takeOver(secretOf(ownerKeyId)));
  }

  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    return open(presentKeyOf(ownerId), requester);
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {
    if (retired.contains(ownerKeyId)) {
      throw new KeyAccessException(KeyAccessException.Reason.KEY_RENEWED, "renewed");
    }
  }
}
