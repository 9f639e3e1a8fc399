package dev.freehold.custody.owners;

/** How far the protection of a mailbox or site by its policy is. */
public enum OwnerProtection {
  /** All of it is under the policy that it has to be under. */
  ENCRYPTED,
  /** Some of it is under another policy or a retired key still. */
  MOVING,
  /** Its keys are destroyed. */
  PURGED
}
