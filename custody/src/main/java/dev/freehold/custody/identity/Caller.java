package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The identity that makes a request, as proved by a bearer token.
 *
 * @param tenantId the tenant it acts in; it sees nothing of any other
 * @param objectId its identity, for the ledger
 * @param appId the client it uses
 * @param roles what it may do
 * @param signedInAt when a person proved with a password who they are, or when a program got the
 *     token for its secret; empty if a person's token does not say
 * @param factors what was shown then
 * @param signOuts how often it had been signed out everywhere when the token was made
 */
public record Caller(
    UUID tenantId,
    UUID objectId,
    UUID appId,
    Set<Role> roles,
    Optional<Instant> signedInAt,
    SignInFactors factors,
    long signOuts) {

  private static final Set<Role> ADMINISTRATION =
      Set.of(Role.COMPLIANCE_ADMIN, Role.EXCHANGE_ADMIN, Role.SHAREPOINT_ADMIN, Role.AUDITOR);

  /** Copies the roles. */
  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Somebody who has shown a password, or a program. */
  public Caller(
      UUID tenantId,
      UUID objectId,
      UUID appId,
      Set<Role> roles,
      Optional<Instant> signedInAt,
      long signOuts) {
    this(tenantId, objectId, appId, roles, signedInAt, SignInFactors.PASSWORD, signOuts);
  }

  /** The same caller with other roles. */
  Caller with(Set<Role> others) {
    return new Caller(tenantId, objectId, appId, others, signedInAt, factors, signOuts);
  }

  /**
   * Tells whether the caller may do what {@code role} may. A global administrator may do what every
   * other administrator of the tenant may; signing as approver, keys of a vault and running the
   * server stay with those who were named for it.
   */
  public boolean has(Role role) {
    return roles.contains(role)
        || (roles.contains(Role.GLOBAL_ADMIN) && ADMINISTRATION.contains(role));
  }

  /**
   * Tells whether {@link #signedInAt} is known and of the time since {@code age} ago. What lies
   * ahead of {@code now} by more than clocks differ is not: the clock was put back since.
   */
  public boolean hasSignedInWithin(Duration age, Instant now) {
    return signedInAt
        .filter(at -> !at.isBefore(now.minus(age)))
        .filter(at -> !at.isAfter(now.plus(CustodyLimits.MAX_CLOCK_SKEW)))
        .isPresent();
  }
}
