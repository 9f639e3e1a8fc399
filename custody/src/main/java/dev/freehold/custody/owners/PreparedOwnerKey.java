package dev.freehold.custody.owners;

import dev.freehold.custody.Requester;
import dev.freehold.custody.bundles.WrappedOwnerKey;
import java.util.UUID;

/**
 * An owner key that is wrapped and in the bundle, but has no row yet. If its row is never inserted,
 * a wrapped key remains that opens nothing.
 */
public final class PreparedOwnerKey {

  private final NewOwner owner;
  private final WrappedOwnerKey key;
  private final Requester requester;

  PreparedOwnerKey(NewOwner owner, WrappedOwnerKey key, Requester requester) {
    this.owner = owner;
    this.key = key;
    this.requester = requester;
  }

  /** The id that the key will have. */
  public UUID id() {
    return key.ownerKeyId();
  }

  NewOwner owner() {
    return owner;
  }

  WrappedOwnerKey key() {
    return key;
  }

  Requester requester() {
    return requester;
  }
}
