package dev.freehold.custody.purge;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.jobs.NewJob;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The parameters of the job that carries out a purge. */
public final class PurgeOrder {

  /** The kind of the job; it is not cancelled. */
  public static final String KIND = "purge";

  private static final String CASE = "caseId";
  private static final String POLICY = "policyId";

  private PurgeOrder() {}

  /** The job of a case whose purge begins. */
  static NewJob of(PurgeCase purge, Map<String, String> findings, String actor) {
    Map<String, String> parameters = new HashMap<>(findings);
    parameters.put(CASE, purge.id().toString());
    parameters.put(POLICY, purge.policyId().toString());
    long owners = purge.inventory().map(Inventory::owners).orElse(0L);
    return new NewJob(
        purge.tenantId(),
        KIND,
        purge.policyId(),
        parameters,
        1,
        // Each is destroyed, and each is tried.
        2 * owners,
        0,
        Optional.of(KIND + ":" + purge.policyId()),
        actor,
        Role.GLOBAL_ADMIN);
  }

  /** Which case it is about. */
  public static UUID caseOf(JobStep step) {
    return UUID.fromString(step.parameters().get(CASE));
  }

  /** Which policy it is about. */
  public static UUID policyOf(JobStep step) {
    return UUID.fromString(step.parameters().get(POLICY));
  }
}
