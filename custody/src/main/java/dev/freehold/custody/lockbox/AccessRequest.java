package dev.freehold.custody.lockbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request of an operator for access to a tenant's content.
 *
 * @param id its GUID, by which the ledger names it
 * @param number its number, such as {@code EXSR204817365}
 * @param tenantId whose data it is
 * @param scope the one mailbox or site
 * @param ownerId the GUID of the mailbox or site that the tenant approved
 * @param supportCase the number of the request for service
 * @param reason why
 * @param duration how long access is wanted
 * @param state how far it has come
 * @param requested by which operator
 * @param endorsed which other operator agreed to it; only then does the tenant see the request
 * @param decision the tenant's last one
 * @param expiresAt until when the tenant can decide
 * @param accessUntil when access ends, if it was approved
 * @param endedAt when it ended
 */
public record AccessRequest(
    UUID id,
    String number,
    UUID tenantId,
    AccessScope scope,
    Optional<UUID> ownerId,
    String supportCase,
    String reason,
    Duration duration,
    AccessRequestState state,
    Step requested,
    Optional<Step> endorsed,
    Optional<Decision> decision,
    Instant expiresAt,
    Optional<Instant> accessUntil,
    Optional<Instant> endedAt) {

  /**
   * A step of an operator.
   *
   * @param by the operator's object id
   * @param name the operator's name
   * @param at when
   */
  public record Step(String by, String name, Instant at) {}

  /**
   * A decision of the tenant.
   *
   * @param by who decided: an object id
   * @param at when
   * @param comment the comment of the person who decided
   */
  public record Decision(String by, Instant at, Optional<String> comment) {}

  /** When it comes to its end by itself, if it is not there yet. */
  Instant end() {
    return accessUntil.orElse(expiresAt);
  }
}
