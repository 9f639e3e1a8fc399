package dev.freehold.custody.policies;

/** The state of a policy in its life. */
public enum PolicyState {
  /** Keys are under it, or can come under it. */
  ACTIVE,
  /**
   * The tenant asked for the destruction of everything under it. Nothing leaves it and nothing
   * comes under it any more, and its keys do not roll.
   */
  PURGE_REQUESTED,
  /** A signed document authorised the purge; two operators have to approve. */
  PURGE_AUTHORISED,
  /** Keys are being destroyed; nothing under it opens any more. */
  PURGING,
  /** Every key is destroyed, and it was tried that nothing opens. */
  PURGED,
  /** Everything has moved to another policy; nothing can come under it again. */
  RETIRED;

  /**
   * Tells whether a purge was requested, whatever has become of it: nothing comes under it, and
   * nothing leaves it.
   */
  public boolean isPurge() {
    return switch (this) {
      case ACTIVE, RETIRED -> false;
      case PURGE_REQUESTED, PURGE_AUTHORISED, PURGING, PURGED -> true;
    };
  }

  /** Tells whether a purge has begun that will destroy what is under the policy. */
  public boolean isSealedForPurge() {
    return switch (this) {
      case ACTIVE, RETIRED, PURGE_REQUESTED -> false;
      case PURGE_AUTHORISED, PURGING, PURGED -> true;
    };
  }

  /** Tells whether no key of the policy is given to anyone any more. */
  public boolean isDestroyed() {
    return switch (this) {
      case ACTIVE, RETIRED, PURGE_REQUESTED, PURGE_AUTHORISED -> false;
      case PURGING, PURGED -> true;
    };
  }
}
