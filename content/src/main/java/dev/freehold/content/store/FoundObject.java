package dev.freehold.content.store;

/** Where an object is, as a transaction saw it that its owner's rows were read in too. */
public final class FoundObject {

  private final ObjectRow row;

  FoundObject(ObjectRow row) {
    this.row = row;
  }

  ObjectRow row() {
    return row;
  }
}
