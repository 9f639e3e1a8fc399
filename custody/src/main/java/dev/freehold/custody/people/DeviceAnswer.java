package dev.freehold.custody.people;

/** The answer to a device that asks whether somebody has signed in for it. */
public sealed interface DeviceAnswer {

  /** Nobody has yet. */
  record Pending() implements DeviceAnswer {}

  /** It asked too soon, and has to wait longer between questions from now on. */
  record SlowDown() implements DeviceAnswer {}

  /** Somebody said no. */
  record Declined() implements DeviceAnswer {}

  /** Nobody did in time. */
  record Expired() implements DeviceAnswer {}

  /** There is no such code, or it was used. */
  record Unknown() implements DeviceAnswer {}

  /** Somebody has. */
  record SignedIn(UserGrant grant) implements DeviceAnswer {}
}
