package dev.freehold.custody.recovery;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.seals.WriteAct;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Moves the sites of a geo out of a policy whose roots are lost: the last step of a {@link
 * Recovery}. Safe for use by many threads.
 */
public interface GeoRestoration {

  /** What else has to be true in the transaction that puts a geo under another policy. */
  @FunctionalInterface
  interface Further {
    /** Makes the change; the transaction may be run again. */
    void inTransaction(Handle tx, WriteAct act, UUID oldPolicyId, UUID jobId);
  }

  /**
   * Puts a geo that is being recovered under a policy with new roots. If it is under that one
   * already and the recovery is not at its end, moves what is left.
   *
   * @param primary the primary key with its exact version
   * @param secondary the secondary key with its exact version, in another vault
   * @throws CustodyException {@code GEO_NOT_FOUND}, {@code GEO_NOT_REGISTERED}, {@code
   *     NOT_IN_RECOVERY}, and the codes of the checks of a new policy
   */
  Job restore(
      UUID tenantId,
      String geoCode,
      String primary,
      String secondary,
      String actor,
      Further further);

  /** {@code NOT_IN_RECOVERY}. */
  static CustodyException notInRecovery() {
    return new CustodyException(
        CustodyError.NOT_IN_RECOVERY,
        "the geo is not being recovered; ask for it, have it approved, and wait for the operator");
  }
}
