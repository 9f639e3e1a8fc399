package dev.freehold.chaos.history;

/** How an operation ended for the client that sent it. */
public enum Answered {
  /** The server said that it is done, or gave what was asked for. */
  ACKNOWLEDGED,
  /** The server said that nothing of it was done. */
  REFUSED,
  /**
   * Nobody knows whether it was done, or will be: the connection broke, no answer came in time, or
   * the server failed on the way.
   */
  UNKNOWN
}
