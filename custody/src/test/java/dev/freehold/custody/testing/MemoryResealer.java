package dev.freehold.custody.testing;

import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.policies.WrappedKeys;
import dev.freehold.custody.reseal.Backlog;
import dev.freehold.custody.reseal.ResealException;
import dev.freehold.custody.reseal.Resealer;
import dev.freehold.custody.reseal.RetiredKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Content as mere numbers: how many objects are under which key. */
public final class MemoryResealer implements Resealer {

  private static final int BYTES_PER_OBJECT = 10;
  private static final int OBJECTS_PER_STEP = 3;

  private final WrappedKeys wrappedKeys;
  private final Map<UUID, Long> objects = new ConcurrentHashMap<>();
  private final Map<UUID, Long> damaged = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> attempts = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> rechecks = new ConcurrentHashMap<>();
  private final Set<UUID> hindered = ConcurrentHashMap.newKeySet();
  private final Set<UUID> repaired = ConcurrentHashMap.newKeySet();

  public MemoryResealer(WrappedKeys wrappedKeys) {
    this.wrappedKeys = wrappedKeys;
  }

  public void put(UUID ownerKeyId, long sound, long damagedOnes) {
    objects.merge(ownerKeyId, sound, Long::sum);
    damaged.merge(ownerKeyId, damagedOnes, Long::sum);
  }

  /** From now on what is under the key cannot be sealed again. */
  public void hinder(UUID ownerKeyId) {
    hindered.add(ownerKeyId);
  }

  public void unhinder(UUID ownerKeyId) {
    hindered.remove(ownerKeyId);
  }

  /** A copy of each damaged object is put in its place; the next recheck finds it. */
  public void repair(UUID ownerKeyId) {
    repaired.add(ownerKeyId);
  }

  public int rechecks(UUID ownerKeyId) {
    return rechecks.getOrDefault(ownerKeyId, 0);
  }

  public int attempts(UUID ownerKeyId) {
    return attempts.getOrDefault(ownerKeyId, 0);
  }

  public long under(UUID ownerKeyId) {
    return objects.getOrDefault(ownerKeyId, 0L) + damaged.getOrDefault(ownerKeyId, 0L);
  }

  @Override
  public boolean reseal(JobStep step, RetiredKey key) {
    attempts.merge(key.ownerKeyId(), 1, Integer::sum);
    if (hindered.contains(key.ownerKeyId())) {
      throw new ResealException("blob-store-full", "make room on the disk", null);
    }
    long some = Math.min(OBJECTS_PER_STEP, objects.getOrDefault(key.ownerKeyId(), 0L));
    if (some > 0) {
      UUID present = wrappedKeys.currentKeyOf(key.ownerId()).orElseThrow().ownerKeyId();
      step.commit(step.position(), 0, some * BYTES_PER_OBJECT, tx -> null);
      objects.merge(key.ownerKeyId(), -some, Long::sum);
      objects.merge(present, some, Long::sum);
    }
    return objects.getOrDefault(key.ownerKeyId(), 0L) == 0;
  }

  @Override
  public Optional<UUID> recheck(UUID ownerKeyId, UUID after, Requester requester) {
    rechecks.merge(ownerKeyId, 1, Integer::sum);
    if (repaired.remove(ownerKeyId)) {
      objects.merge(ownerKeyId, damaged.remove(ownerKeyId), Long::sum);
    }
    return Optional.empty();
  }

  @Override
  public Backlog backlog(Handle tx, UUID ownerKeyId) {
    return new Backlog(under(ownerKeyId), under(ownerKeyId) * BYTES_PER_OBJECT);
  }
}
