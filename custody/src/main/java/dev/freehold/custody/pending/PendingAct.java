package dev.freehold.custody.pending;

import dev.freehold.custody.CustodyLimits;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An act that was asked for.
 *
 * @param subjectId whom or what it is about, by object id
 * @param requestedBy who asked, and who does it in the end
 * @param agreed the other person who agreed
 * @param ended who did or stopped it
 */
public record PendingAct(
    UUID id,
    UUID tenantId,
    ActKind kind,
    UUID subjectId,
    ActState state,
    UUID requestedBy,
    Instant requestedAt,
    Optional<Step> agreed,
    Optional<Step> ended) {

  /** A person's step in the act. */
  public record Step(UUID by, Instant at) {}

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
