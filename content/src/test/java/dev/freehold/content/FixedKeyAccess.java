package dev.freehold.content;

import dev.freehold.content.blob.Blobs;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** Owner keys that are a function of their ids, given or refused as a test says. */
public final class FixedKeyAccess implements KeyAccess {

  private final Map<UUID, UUID> tenantOfKey = new ConcurrentHashMap<>();
  private final AtomicLong opened = new AtomicLong();
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

  /** Gives no key from now on. */
  public void refuse(KeyAccessException.Reason reason) {
    refusal = Optional.of(reason);
  }

  /** Gives keys again. */
  public void allow() {
    refusal = Optional.empty();
  }

  /** How often a key was asked for. */
  public long opened() {
    return opened.get();
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    opened.incrementAndGet();
    refusal.ifPresent(
        reason -> {
          throw new KeyAccessException(reason, "the test said so");
        });
    UUID tenantId = tenantOfKey.get(ownerKeyId);
    if (tenantId == null) {
      throw new KeyAccessException(KeyAccessException.Reason.NO_SUCH_KEY, "no such key");
    }
    byte[] secret = Blobs.bytes(ownerKeyId.getMostSignificantBits(), Key256.LENGTH_BYTES);
    return new OwnerKey(tenantId, ownerKeyId, 1, Key256.takeOver(secret));
  }

  /** An owner has one key here, of the same id. */
  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    return open(ownerId, requester);
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {}
}
