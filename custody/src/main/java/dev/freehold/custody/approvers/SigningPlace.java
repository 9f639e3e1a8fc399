package dev.freehold.custody.approvers;

/** Where an approver's signature is made. */
public enum SigningPlace {
  /** In a session, by a key that is sealed under the approver's own passphrase. */
  HERE,
  /** By a program of the approver's own, with a key that this server never sees. */
  OUTSIDE
}
