package dev.freehold.custody.hierarchy;

/** Where a policy is in its life. The later steps of the purge path add their own states. */
public enum PolicyState {
  /** Keys are under it, or can come under it. */
  ACTIVE,
  /**
   * The tenant asked for the destruction of everything under it. What is under it stays; nothing
   * comes under it any more, and its keys do not roll.
   */
  PURGE_REQUESTED,
  /** Everything has moved to another policy; nothing can come under it again. */
  RETIRED
}
