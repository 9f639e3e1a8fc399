package dev.freehold.custody.seals;

import java.util.UUID;

/**
 * The new seal of a row that one statement for many rows is about to write. It is made before the
 * transaction, so that a database with one writer does not compute codes meanwhile. Immutable.
 */
public final class PreparedSeal {

  private final SealedRow row;
  private final byte[] seal;

  PreparedSeal(SealedRow row, byte[] seal) {
    this.row = row;
    this.seal = seal;
  }

  /** The id that the row is found by. */
  public UUID key() {
    return row.key();
  }

  /** The seal; not to be changed. */
  public byte[] seal() {
    return seal;
  }

  /** The row as it will be. */
  public SealedRow row() {
    return row;
  }
}
