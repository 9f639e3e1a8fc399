package dev.freehold.custody.hierarchy;

/** Where a policy is in its life. The purge path adds its own states. */
public enum PolicyState {
  /** Keys are under it, or can come under it. */
  ACTIVE,
  /** Everything has moved to another policy; nothing can come under it again. */
  RETIRED
}
