package dev.freehold.custody.purge;

import dev.freehold.custody.policies.PolicyState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A purge from its request to its receipt.
 *
 * @param id of the case
 * @param tenantId whose policy is purged
 * @param workload the kind of content under it
 * @param policyId the policy
 * @param policyName its name
 * @param geo the code of the geo whose policy it is; empty for mailboxes
 * @param state where the policy is: from {@code PURGE_REQUESTED} to {@code PURGED}
 * @param reason why, in the tenant's words
 * @param contact the person whom the operator can ask about it
 * @param requestedBy who asked
 * @param requestedAt when
 * @param withoutVaults whether a vault that does not answer is treated as gone
 * @param consents for sites, the vault administrators who have to agree; else empty
 * @param inventory what is to be destroyed, once it was taken
 * @param document what authorised the purge
 * @param approvals of operators, at most two
 * @param jobId the job that destroys
 * @param receiptEntry the index of the entry {@code PolicyPurge} in the tenant's log, once purged
 * @param freed the report that its rows and blobs are deleted too, some time after it was purged
 * @param backups operators' attestations that backups are destroyed, the oldest first; the last one
 *     counts
 */
public record PurgeCase(
    UUID id,
    UUID tenantId,
    PurgeWorkload workload,
    UUID policyId,
    String policyName,
    Optional<String> geo,
    PolicyState state,
    String reason,
    String contact,
    String requestedBy,
    Instant requestedAt,
    boolean withoutVaults,
    List<Consent> consents,
    Optional<Inventory> inventory,
    Optional<DocumentFacts> document,
    List<OperatorApproval> approvals,
    Optional<UUID> jobId,
    OptionalLong receiptEntry,
    Optional<FreedContent> freed,
    List<BackupsDestroyed> backups) {

  /** How many operators have to approve. */
  public static final int APPROVALS_NEEDED = 2;

  /** Copies the lists. */
  public PurgeCase {
    consents = List.copyOf(consents);
    approvals = List.copyOf(approvals);
    backups = List.copyOf(backups);
  }
}
