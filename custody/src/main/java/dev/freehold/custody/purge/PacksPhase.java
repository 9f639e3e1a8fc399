package dev.freehold.custody.purge;

import dev.freehold.custody.BundleSink;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.hierarchy.KeyBundle;
import dev.freehold.custody.hierarchy.KeyDestruction;
import dev.freehold.custody.hierarchy.WrappedOwnerKey;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.purge.PurgePosition.Phase;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes destroyed keys out of the packs of the tenant's other policies: a key that came under this
 * one by being wrapped anew may have an older copy there, which that policy's roots would open.
 */
final class PacksPhase {

  private final Database database;
  private final KeyDestruction destruction;
  private final BundleSink bundle;

  PacksPhase(Database database, KeyDestruction destruction, BundleSink bundle) {
    this.database = database;
    this.destruction = destruction;
    this.bundle = bundle;
  }

  /** The next pack. */
  JobOutcome step(JobStep step, PurgePosition at, Phase next) {
    List<UUID> pack =
        at.after().equals(PurgePosition.NONE)
            ? List.of()
            : bundle.packs(step.tenantId(), at.after(), at.pack(), 1);
    if (pack.isEmpty()) {
      Optional<UUID> policy =
          database.read(tx -> destruction.nextPolicy(tx, step.tenantId(), at.after()));
      PurgePosition following = policy.map(at::past).orElseGet(() -> PurgePosition.at(next));
      step.commit(following.text(), 0, 0, tx -> null);
      return new JobOutcome.More();
    }
    try {
      rewrite(step.tenantId(), at.after(), pack.getFirst());
    } catch (CustodyException damaged) {
      return new JobOutcome.Fails(
          damaged.code(),
          ("the pack %s of the policy %s in the key bundle cannot be read, so nobody knows whose"
                  + " keys are in it; put a sound copy in its place or take it away, then resume")
              .formatted(pack.getFirst(), at.after()));
    }
    step.commit(at.pastPack(at.after(), pack.getFirst()).text(), 0, 0, tx -> null);
    return new JobOutcome.More();
  }

  private void rewrite(UUID tenantId, UUID policyId, UUID packId) {
    List<WrappedOwnerKey> keys =
        bundle
            .readPack(tenantId, policyId, packId)
            .map(KeyBundle::ownerKeysInPack)
            .orElse(List.of());
    Set<UUID> destroyed = destroyed(keys.stream().map(WrappedOwnerKey::ownerKeyId).toList());
    if (destroyed.isEmpty()) {
      return;
    }
    List<WrappedOwnerKey> kept =
        keys.stream().filter(key -> !destroyed.contains(key.ownerKeyId())).toList();
    if (!kept.isEmpty()) {
      bundle.writePack(tenantId, policyId, UUID.randomUUID(), KeyBundle.pack(kept));
    }
    bundle.deletePack(tenantId, policyId, packId);
  }

  private Set<UUID> destroyed(List<UUID> keyIds) {
    Set<UUID> destroyed = new HashSet<>();
    List<UUID> left = new ArrayList<>(keyIds);
    while (!left.isEmpty()) {
      List<UUID> some = left.subList(0, Math.min(left.size(), CustodyLimits.MAX_PAGE_ROWS));
      List<UUID> asked = List.copyOf(some);
      destroyed.addAll(database.read(tx -> destruction.destroyedAmong(tx, asked)));
      some.clear();
    }
    return destroyed;
  }
}
