package dev.freehold.custody.recovery;

/** The steps of a recovery from the loss of both roots. */
public enum RecoveryState {
  /** The tenant asked for it. */
  REQUESTED,
  /** Another person of the tenant approved it. */
  APPROVED,
  /** The operator opened it: the availability key stands in until everything has moved. */
  OPEN,
  /** Everything is on its way to the policy with new roots; the move can be ordered again. */
  MOVING,
  /** Everything has moved, and the old policy is retired. */
  DONE,
  /** The tenant withdrew it before it was opened. */
  CANCELLED,
  /** Another person of the tenant denied it before it was opened. */
  DENIED
}
