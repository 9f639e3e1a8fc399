package dev.freehold.content.rescue;

import java.util.Optional;

/** Remembers whether a root key was asked and opened nothing: then it is the wrong one. */
final class UnwrapWitness implements RootKey {

  private final RootKey root;
  private boolean asked;
  private boolean opened;

  UnwrapWitness(RootKey root) {
    this.root = root;
  }

  @Override
  public Optional<byte[]> unwrap(String keyVersionUri, byte[] wrapped) {
    asked = true;
    Optional<byte[]> key = root.unwrap(keyVersionUri, wrapped);
    opened |= key.isPresent();
    return key;
  }

  @Override
  public String refusals() {
    return root.refusals();
  }

  boolean refusedAll() {
    return asked && !opened;
  }
}
