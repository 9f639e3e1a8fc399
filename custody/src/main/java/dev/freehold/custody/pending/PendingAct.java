package dev.freehold.custody.pending;

import dev.freehold.custody.CustodyLimits;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.PropagateNull;

/**
 * An act that was requested.
 *
 * @param subjectId object id of the person or thing that it is about
 * @param requestedBy the person who requested it, and carries it out in the end
 * @param agreed the other person who agreed
 * @param ended the person who carried it out or stopped it
 */
public record PendingAct(
    UUID id,
    UUID tenantId,
    ActKind kind,
    UUID subjectId,
    ActState state,
    UUID requestedBy,
    Instant requestedAt,
    @Nested("agreed") Optional<Step> agreed,
    @Nested("ended") Optional<Step> ended) {

  /** A person's step in the act. */
  public record Step(@PropagateNull UUID by, Instant at) {}

  /** From when on it can be done; empty as long as that needs somebody who agrees. */
  public Optional<Instant> dueAt() {
    return kind.concernsKeys()
        ? agreed.map(step -> step.at().plus(CustodyLimits.PENDING_ACT_WAIT))
        : Optional.of(
            agreed.map(Step::at).orElseGet(() -> requestedAt.plus(CustodyLimits.PENDING_ACT_WAIT)));
  }

  /** Until when it can be done. */
  public Instant expiresAt() {
    return requestedAt.plus(CustodyLimits.PENDING_ACT_LIFETIME);
  }
}
