package dev.freehold.custody.policies;

/** The states of a key. */
public enum KeyState {
  /** Opens, and new content is sealed under it. */
  ACTIVE,
  /** Opens, but nothing new is sealed under it. */
  RETIRED,
  /** Every wrapped copy was overwritten and deleted. */
  DESTROYED
}
