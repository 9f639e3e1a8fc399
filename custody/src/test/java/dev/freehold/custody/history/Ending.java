package dev.freehold.custody.history;

import static dev.freehold.custody.testing.CustodyFixture.USER;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.history.Client.Seen;
import dev.freehold.custody.holds.LegalHold;
import dev.freehold.custody.jobs.JobState;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.policies.AvailabilityKeys;
import dev.freehold.custody.service.RootVaultRouter;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.Verification;
import dev.freehold.ledger.entry.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What there is when everything that was ordered has come to its end.
 *
 * @param policies by id
 * @param owners by id, those that there are
 * @param holds owner and name
 * @param jobs by id
 * @param entries of the ledger, in its order
 * @param intact what the ledger says of itself
 */
record Ending(
    Map<UUID, Seen> policies,
    Map<UUID, Owner> owners,
    Set<Op.Hold> holds,
    Map<UUID, JobState> jobs,
    List<LedgerEntry> entries,
    boolean intact) {

  private static final int PAGE = 1_000;

  /**
   * A mailbox.
   *
   * @param ordered the policy that was ordered for it
   * @param policy the policy that its key is under
   * @param settled whether all of it is where it has to be
   * @param byOwn whether the roots of its policy open it
   * @param byOthers whether the roots of all others do
   */
  record Owner(
      Optional<UUID> ordered, UUID policy, boolean settled, boolean byOwn, boolean byOthers) {}

  static Ending of(World world) {
    Node node = world.node(0);
    UUID tenant = world.tenant();
    Map<UUID, Seen> policies = new HashMap<>();
    Client last = new Client(world, "last");
    for (UUID policy : world.history.places.keySet()) {
      policies.put(policy, (Seen) last.ask(new Op.Look(policy), node).value());
    }
    Set<UUID> ids = new HashSet<>();
    world.history.of(Op.CreateOwner.class).forEach(e -> ids.add(((Op.CreateOwner) e.op()).owner()));
    Map<UUID, Owner> owners = new HashMap<>();
    Set<Op.Hold> holds = new HashSet<>();
    for (UUID id : ids) {
      node.ownerKeys
          .standing(tenant, id)
          .ifPresent(standing -> owners.put(id, owner(world, standing)));
      for (LegalHold hold : node.holds.of(tenant, id)) {
        holds.add(new Op.Hold(id, hold.name()));
      }
    }
    return new Ending(
        policies,
        owners,
        holds,
        jobs(world),
        entries(world),
        world.custody.ledger.verify() instanceof Verification.Intact);
  }

  private static Owner owner(World world, OwnerStanding standing) {
    Integer place = world.history.places.get(standing.policyId());
    boolean byOwn = true;
    boolean byOthers = false;
    if (place != null) {
      byOwn = opens(world, standing.keyId(), place, false);
      byOthers = opens(world, standing.keyId(), place, true);
    }
    return new Owner(
        standing.orderedPolicyId(), standing.policyId(), standing.isSettled(), byOwn, byOthers);
  }

  /** Whether a key opens while a place refuses and all others agree, or the other way round. */
  private static boolean opens(World world, UUID key, int place, boolean refuses) {
    for (int each = 0; each < World.PLACES; each++) {
      world.refuseBoth(each, (each == place) == refuses);
    }
    CustodyFixture custody = world.custody;
    AvailabilityKeys keys = custody.availabilityKeys;
    ColdAccess cold =
        new ColdAccess(
            world,
            custody.database,
            keys,
            custody.ledger,
            new RootVaultRouter(world.vaults, custody.serviceRoots));
    try {
      cold.open(key, USER).close();
      return true;
    } catch (KeyAccessException refused) {
      return false;
    } finally {
      for (int each = 0; each < World.PLACES; each++) {
        world.refuseBoth(each, false);
      }
    }
  }

  private static Map<UUID, JobState> jobs(World world) {
    Map<UUID, JobState> jobs = new HashMap<>();
    world.custody.database.read(
        tx -> {
          tx.createQuery("SELECT id, state FROM jobs")
              .map(
                  row ->
                      jobs.put(
                          row.getColumn("id", UUID.class),
                          JobState.valueOf(row.getColumn("state", String.class))))
              .list();
          return null;
        });
    return jobs;
  }

  private static List<LedgerEntry> entries(World world) {
    List<RecordedEntry> all = new ArrayList<>();
    List<RecordedEntry> page;
    do {
      long after = all.isEmpty() ? 0 : all.getLast().sequence();
      page = world.custody.ledger.entries(world.tenant(), after, PAGE);
      all.addAll(page);
    } while (!page.isEmpty());
    return all.stream().map(RecordedEntry::entry).toList();
  }
}
