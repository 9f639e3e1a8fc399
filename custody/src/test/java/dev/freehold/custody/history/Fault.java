package dev.freehold.custody.history;

/** What is wrong on purpose, so that the checker can show that it sees it. */
enum Fault {
  NONE,
  /** A purge that ends before anything is destroyed. */
  PURGE_SAYS_DONE_EARLY,
  /** A purge that says so twice. */
  PURGE_SAYS_DONE_TWICE,
  /** A roll that says that it is done and has done nothing. */
  ROLL_LOST,
  /** A move that says that it is done and has moved nothing. */
  MOVE_LOST,
  /** Keys in memory for ever. */
  LEASE_IGNORED,
  /** A hold that is acknowledged and not kept. */
  HOLD_LOST,
  /** A purge for which nobody asks the vaults. */
  PERMISSION_NOT_ASKED,
  /** A requested purge that is forgotten again. */
  STATE_GOES_BACK
}
