package dev.freehold.custody.orders;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.jobs.JobOutcome;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.policies.DepKeys;
import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;

/**
 * Why a shard keeps keys back: it continues with them when a root of their policy agrees, when two
 * people approve, or when nothing is left to move.
 */
public final class KeptBack {

  /** How many policies are tried each time. Chance picks them, so that each gets its turn. */
  private static final int MAX_TRIED = 8;

  private final Database database;
  private final DepKeys depKeys;

  /** Asks roots through {@code depKeys}. */
  public KeptBack(Database database, DepKeys depKeys) {
    this.database = database;
    this.depKeys = depKeys;
  }

  /** Tells whether a refusal says that no root agreed, rather than that something is broken. */
  public static boolean isForLackOfARoot(KeyAccessException refused) {
    return switch (refused.reason()) {
      case REFUSED, ADDRESS_REFUSED, DID_NOT_ANSWER, WRONG_ANSWER -> true;
      case NO_SUCH_KEY,
          PURGED,
          AVAILABILITY_KEY_MISSING,
          NOT_AUTHENTIC,
          KEY_RENEWED,
          NOT_RECORDED ->
          false;
    };
  }

  /** Waits for a root of the policy of this name, or for a second person. */
  public static JobOutcome.Waits waits(String policyName) {
    return new JobOutcome.Waits(
        MoveApprovals.AWAITS_APPROVAL,
        ("no root key of the policy %s agrees that content leaves it; the job goes on by itself"
                + " when one does, or when a second person approves the order")
            .formatted(policyName),
        true);
  }

  /** The name of a policy. */
  public static String name(Handle tx, UUID policyId) {
    return tx.createQuery("SELECT name FROM policies WHERE id = :id")
        .bind("id", policyId)
        .mapTo(String.class)
        .one();
  }

  /**
   * Tells whether something of what the shard kept back can go now.
   *
   * @param isLeft whether a key of the shard still has to go that way
   */
  public boolean canGo(JobStep step, BiPredicate<Handle, Departure> isLeft) {
    List<Departure> kept =
        new ArrayList<>(database.read(tx -> KeptBackRows.of(tx, step.jobId(), step.shard())));
    Collections.shuffle(kept);
    return kept.isEmpty()
        || kept.stream().limit(MAX_TRIED).anyMatch(departure -> canGo(step, isLeft, departure));
  }

  private boolean canGo(JobStep step, BiPredicate<Handle, Departure> isLeft, Departure departure) {
    boolean mayGo =
        database.read(
            tx ->
                !Releases.among(tx, step.jobId(), List.of(departure)).isEmpty()
                    || !isLeft.test(tx, departure));
    return mayGo || (rootAgrees(step, departure) && !isLocked(step, departure));
  }

  private boolean rootAgrees(JobStep step, Departure departure) {
    try {
      return depKeys.withDepKey(departure.from(), step.requester().leaving(), key -> true);
    } catch (KeyAccessException refused) {
      if (isForLackOfARoot(refused)) {
        return false;
      }
      throw refused;
    }
  }

  /** Another node may have heard a refusal while the lease of this one still runs. */
  private boolean isLocked(JobStep step, Departure departure) {
    return database.read(tx -> !Releases.locked(tx, step.jobId(), List.of(departure)).isEmpty());
  }

  /** Waits for the first of what was kept back. */
  public JobOutcome.Waits waits(JobStep step) {
    return database.read(
        tx -> waits(name(tx, KeptBackRows.of(tx, step.jobId(), step.shard()).getFirst().from())));
  }
}
