package dev.freehold.custody.orders;

import dev.freehold.custody.jobs.Job;
import dev.freehold.custody.jobs.OpenJobs;
import dev.freehold.custody.policies.TenantCoverage;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The policy where the keys of an order go: the one that it names, else the one that covers the
 * tenant's mailboxes now. A roll names the policy that gets other roots. The person who approves an
 * order approves this policy.
 */
public final class OrderTarget {

  /** The kind of a job that rolls root keys. */
  public static final String ROLL = "roll";

  /** The parameter that names the policy. */
  public static final String POLICY_ID = "policyId";

  /** What it says where the order takes a policy away. */
  public static final String NONE = "none";

  private OrderTarget() {}

  static UUID of(Handle tx, Job job) {
    Map<String, String> parameters = OpenJobs.parameters(tx, job.id());
    if (!job.kind().equals(ROLL)
        && MoveScope.of(parameters) instanceof MoveScope.Reassigned(UUID _, UUID to)) {
      return to;
    }
    String named = parameters.getOrDefault(POLICY_ID, NONE);
    return named.equals(NONE) ? covering(tx, job.tenantId()) : UUID.fromString(named);
  }

  static UUID covering(Handle tx, UUID tenantId) {
    return TenantCoverage.of(tx, tenantId).ofMailboxes();
  }
}
