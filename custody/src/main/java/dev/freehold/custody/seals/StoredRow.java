package dev.freehold.custody.seals;

/** A row as the database has it: what it states, and what is said to be its seal. */
final class StoredRow {

  private final SealedRow meaning;
  private final byte[] seal;

  /**
   * A row that was read.
   *
   * @param seal null for none
   */
  StoredRow(SealedRow meaning, byte[] seal) {
    this.meaning = meaning;
    this.seal = seal;
  }

  SealedRow meaning() {
    return meaning;
  }

  /** Null for none; not to be changed. */
  byte[] seal() {
    return seal;
  }
}
