package dev.freehold.custody.seals;

/**
 * For which kinds the rows from before there were seals have been sealed. Kept where whoever writes
 * the sealed rows' database does not reach. Safe for use by many threads.
 */
public interface SealMarks {

  /** Tells whether they have, so that a row without a seal is refused. */
  boolean isSealed(SealedKind kind);

  /** Says that they have, durably. */
  void sealed(SealedKind kind);
}
