package dev.freehold.custody.seals;

/**
 * For which forms of which kinds all rows have been sealed, by {@link SealedKind#mark}. Kept where
 * anyone who writes the sealed rows' database does not reach. Safe for use by many threads.
 */
public interface SealMarks {

  /** Tells whether they have, so that a row with a seal of an older form, or none, is refused. */
  boolean isSealed(String mark);

  /** Says that they have, durably. */
  void sealed(String mark);
}
