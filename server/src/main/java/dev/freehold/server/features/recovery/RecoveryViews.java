package dev.freehold.server.features.recovery;

import dev.freehold.custody.recovery.RecoveryRequest;
import dev.freehold.server.http.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Recovery requests on the wire; what is not there yet is absent. */
final class RecoveryViews {

  private RecoveryViews() {}

  /**
   * A request. Names are for its tenant alone, and absent where nobody is found.
   *
   * @param geo the code of the geo whose policy it is, if it is one's
   */
  record View(
      UUID id,
      UUID tenantId,
      UUID policyId,
      String policyName,
      String geo,
      String reason,
      String state,
      String requestedBy,
      String requestedByName,
      String requestedAt,
      String approvedBy,
      String approvedByName,
      String approvedAt,
      String deniedBy,
      String deniedByName,
      String deniedAt,
      String comment,
      String openedBy,
      String openedAt,
      UUID jobId) {

    static View ofOperator(RecoveryRequest request) {
      return of(request, null, null, Deciders.NONE);
    }

    static View ofTenant(RecoveryRequest request, RecoveryNames names) {
      return of(
          request,
          names.policy(request.policyId()),
          names.geo(request.policyId()),
          new Deciders(
              names.person(Optional.of(request.requestedBy())),
              names.person(request.approvedBy()),
              names.person(request.deniedBy())));
    }

    private static View of(RecoveryRequest request, String policy, String geo, Deciders names) {
      return new View(
          request.id(),
          request.tenantId(),
          request.policyId(),
          policy,
          geo,
          request.reason(),
          Wire.word(request.state()),
          request.requestedBy(),
          names.requested,
          request.requestedAt().toString(),
          request.approvedBy().orElse(null),
          names.approved,
          request.approvedAt().map(Instant::toString).orElse(null),
          request.deniedBy().orElse(null),
          names.denied,
          request.deniedAt().map(Instant::toString).orElse(null),
          request.comment().orElse(null),
          request.openedBy().orElse(null),
          request.openedAt().map(Instant::toString).orElse(null),
          request.jobId().orElse(null));
    }
  }

  /** Requests, the newest first. */
  record Page(List<View> requests) {}

  private record Deciders(String requested, String approved, String denied) {
    private static final Deciders NONE = new Deciders(null, null, null);
  }
}
