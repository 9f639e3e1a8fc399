package dev.freehold.content.store;

import java.util.UUID;

/** Where an object is, as a transaction saw it that its owner's rows were read in too. */
public final class FoundObject {

  private final ObjectRow row;

  FoundObject(ObjectRow row) {
    this.row = row;
  }

  /** The key that the object is under, and what was sealed together with it. */
  public UUID ownerKeyId() {
    return row.ownerKeyId();
  }

  ObjectRow row() {
    return row;
  }
}
