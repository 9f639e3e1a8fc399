package dev.freehold.vault.seals;

/**
 * The newest state of a thing that this node has seen.
 *
 * @param version its number
 * @param check part of its seal
 * @param raised how many marks this process had raised when it raised this one
 */
record Mark(long version, long check, long raised) {

  /** Of a thing that ended and never comes back. */
  static final long ENDED = Long.MAX_VALUE;

  /** Whether a genuine seal is of this state or a newer one. */
  boolean admits(StoredSeal seal) {
    return admits(seal.version(), seal.check());
  }

  /** The same of a state that was seen. */
  boolean admits(Raise state) {
    return admits(state.version(), state.check());
  }

  private boolean admits(long other, long otherCheck) {
    return other > version || (other == version && otherCheck == check);
  }
}
