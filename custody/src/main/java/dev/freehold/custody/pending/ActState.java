package dev.freehold.custody.pending;

/** The state of a pending act. */
public enum ActState {
  /** It waits for somebody to agree, or for its time. */
  WAITING,
  /** It is being done; what was interrupted can be done again. */
  BEGUN,
  /** It was done. */
  DONE,
  /** Somebody stopped it. */
  CANCELLED
}
