package dev.freehold.bench;

import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.ExpectedObject;
import java.util.UUID;

/** Objects that a benchmark has stored itself, so all of their rows are bound to their blobs. */
public final class BoundObjects {

  private BoundObjects() {}

  /** An object to open. */
  public static ExpectedObject expected(ContentOwner owner, UUID objectId) {
    return new ExpectedObject(
        owner,
        objectId,
        () -> {
          throw new IllegalStateException("an object that was stored just now is not bound");
        });
  }
}
