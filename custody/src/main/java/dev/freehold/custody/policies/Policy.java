package dev.freehold.custody.policies;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A data encryption policy as administrators see it.
 *
 * @param tenantId the tenant it belongs to
 * @param id its GUID; it never changes, whatever keys are rolled
 * @param kind what it covers
 * @param name unique in the tenant whatever its case, without spaces
 * @param description for people; may be empty
 * @param enabled whether it may be assigned
 * @param state the state in its life
 * @param isRecovering whether its availability key opens it until everything has moved away
 * @param isLocked whether a root refused and none has agreed since
 * @param roots the two root keys, in the order given
 * @param createdAt when it was made
 * @param changedAt when it was last edited, rolled to other root keys, or changed its state
 * @param purge the request to purge it; empty if there is none
 */
public record Policy(
    UUID tenantId,
    UUID id,
    PolicyKind kind,
    String name,
    String description,
    boolean enabled,
    PolicyState state,
    boolean isRecovering,
    boolean isLocked,
    List<Root> roots,
    Instant createdAt,
    Instant changedAt,
    Optional<PurgeRequest> purge) {

  /** Copies the roots. */
  public Policy {
    roots = List.copyOf(roots);
  }

  /** The same with these roots, and locked if it is or is found to be. */
  Policy with(List<Root> other, boolean isFoundLocked) {
    return new Policy(
        tenantId,
        id,
        kind,
        name,
        description,
        enabled,
        state,
        isRecovering,
        isLocked || isFoundLocked,
        other,
        createdAt,
        changedAt,
        purge);
  }

  /** Tells whether something can come under it. */
  public boolean isAssignable() {
    return enabled && state == PolicyState.ACTIVE && !isRecovering;
  }

  /**
   * A root key of the policy.
   *
   * @param keyUri the key as the administrator named it, in canonical form
   * @param keyVersionUri the version that wraps the policy's key now
   */
  public record Root(String keyUri, String keyVersionUri) {}
}
