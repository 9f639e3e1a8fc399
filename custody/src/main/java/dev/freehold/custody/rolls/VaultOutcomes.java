package dev.freehold.custody.rolls;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.jobs.JobOutcome;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a refusal on the way means for a job: what somebody can put right in a vault is waited for,
 * anything else ends the job.
 */
final class VaultOutcomes {

  private static final Set<CustodyError> CURED_IN_THE_VAULT =
      EnumSet.of(
          CustodyError.KEY_NOT_FOUND,
          CustodyError.KEY_DISABLED,
          CustodyError.KEY_EXPIRES,
          CustodyError.KEY_NOT_YET_VALID,
          CustodyError.KEY_OPERATIONS_MISSING,
          CustodyError.VAULT_SOFT_DELETE_MISSING,
          CustodyError.VAULT_PURGE_PROTECTION_MISSING,
          CustodyError.VAULT_REFUSED,
          CustodyError.VAULT_DID_NOT_ANSWER,
          CustodyError.VAULT_WRONG_ANSWER);

  private VaultOutcomes() {}

  static JobOutcome of(CustodyException refused) {
    return CURED_IN_THE_VAULT.contains(refused.error())
        ? new JobOutcome.Waits(refused.code(), refused.getMessage())
        : new JobOutcome.Fails(refused.code(), refused.getMessage());
  }
}
