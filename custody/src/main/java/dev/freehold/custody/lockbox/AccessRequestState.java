package dev.freehold.custody.lockbox;

import java.util.EnumSet;
import java.util.Set;

/** How far an access request has come. */
public enum AccessRequestState {
  /** An operator has asked; another operator has to agree before the tenant is asked. */
  REQUESTED,
  /** The tenant has to decide. */
  PENDING,
  /** The tenant approved it, and access has not ended yet. */
  APPROVED,
  /** The tenant said no. */
  DENIED,
  /** The tenant took it away, before or during the access. */
  CANCELLED,
  /** Nobody decided in time. */
  EXPIRED,
  /** The time for which it was approved is over. */
  ENDED;

  /** Those from which another state can follow. */
  static final Set<AccessRequestState> OPEN = EnumSet.of(REQUESTED, PENDING, APPROVED);

  boolean isOpen() {
    return OPEN.contains(this);
  }
}
