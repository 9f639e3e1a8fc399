package dev.freehold.server.notifications;

/** What became of a delivery. */
public enum DeliveryState {
  /** It is tried, or will be. */
  WAITING,
  /** The receiver has it. */
  SENT,
  /** It was tried for as long as it may be, or the receiver wants no more of it. */
  GIVEN_UP,
  /** There is no such receiver any more. */
  DROPPED
}
