package dev.freehold.content.store;

import java.util.UUID;

/** Objects as tests expect them. */
public final class Expected {

  private Expected() {}

  /** An object that is bound, so that nobody may ask for its digest. */
  public static ExpectedObject bound(ContentOwner owner, UUID objectId) {
    return new ExpectedObject(
        owner,
        objectId,
        () -> {
          throw new AssertionError("the digest of a bound object was asked for");
        });
  }
}
