package dev.freehold.custody.purge.run;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.bundles.KeyBundle;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.owners.KeyDestruction;
import dev.freehold.custody.purge.run.PurgePosition.Phase;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes destroyed keys out of the packs of the tenant's other policies: a key that came under this
 * one by being wrapped again may have an older copy there, which that policy's roots would open.
 */
final class PacksPhase {

  /** Policies without packs that are passed by in one step; each costs a listing. */
  private static final int MAX_PASSED = 100;

  private final Database database;
  private final KeyDestruction destruction;
  private final BundleSink bundle;

  PacksPhase(Database database, KeyDestruction destruction, BundleSink bundle) {
    this.database = database;
    this.destruction = destruction;
    this.bundle = bundle;
  }

  /** The next pack; policies that have none are passed by, some at a time. */
  JobOutcome step(JobStep step, PurgePosition at, Phase next) {
    PurgePosition here = at;
    for (int passed = 0; passed < MAX_PASSED; passed++) {
      Optional<UUID> pack = nextPack(step, here);
      if (pack.isPresent()) {
        return rewrite(step, here, pack.get());
      }
      UUID before = here.after();
      Optional<UUID> policy =
          database.read(tx -> destruction.nextPolicy(tx, step.tenantId(), before));
      if (policy.isEmpty()) {
        step.commit(PurgePosition.at(next).text(), 0, 0, tx -> null);
        return new JobOutcome.More();
      }
      here = here.past(policy.get());
    }
    step.commit(here.text(), 0, 0, tx -> null);
    return new JobOutcome.More();
  }

  private Optional<UUID> nextPack(JobStep step, PurgePosition at) {
    return at.after().equals(PurgePosition.NONE)
        ? Optional.empty()
        : bundle.packs(step.tenantId(), at.after(), at.pack(), 1).stream().findFirst();
  }

  private JobOutcome rewrite(JobStep step, PurgePosition at, UUID packId) {
    try {
      rewrite(step.tenantId(), at.after(), packId);
    } catch (CustodyException damaged) {
      return new JobOutcome.Fails(
          damaged.code(),
          ("the pack %s of the policy %s in the key bundle cannot be read, so nobody knows whose"
                  + " keys are in it; put a sound copy in its place or take it away, then resume")
              .formatted(packId, at.after()));
    }
    step.commit(at.pastPack(at.after(), packId).text(), 0, 0, tx -> null);
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
