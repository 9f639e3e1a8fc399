package dev.freehold.custody.seals;

/**
 * Remembers, for each form of each kind, that all rows have been sealed ({@link SealedKind#mark}).
 * It is stored out of reach of anyone who can write to the database of the sealed rows. Safe for
 * use by many threads.
 */
public interface SealMarks {

  /** Tells whether they have, so that a row with a seal of an older form, or none, is refused. */
  boolean isSealed(String mark);

  /** Says that they have, durably. */
  void sealed(String mark);
}
