package dev.freehold.content.store;

import java.util.UUID;

/** The place of an object's blob, read in the same transaction as its owner's rows. */
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
