package dev.freehold.content.store;

/** The states of an object's row. */
enum ObjectState {
  /** The object can be read. */
  ACTIVE("active"),
  /** Nobody can read the object any more; the sweeper removes its blob, then the row. */
  RELEASED("released");

  private final String stored;

  ObjectState(String stored) {
    this.stored = stored;
  }

  /** The word in the table. */
  String stored() {
    return stored;
  }
}
