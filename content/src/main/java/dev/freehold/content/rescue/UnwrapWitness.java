package dev.freehold.content.rescue;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers whether a root key was asked and opened nothing: then it is the wrong one. What it did
 * not open is not asked of it again, because a vault takes its time. For one rescue.
 */
final class UnwrapWitness implements RootKey {

  private final RootKey root;
  private final Set<Question> refused = new HashSet<>();
  private boolean asked;
  private boolean opened;

  UnwrapWitness(RootKey root) {
    this.root = root;
  }

  /** What follows is another attempt. */
  void begin() {
    asked = false;
    opened = false;
  }

  @Override
  public Optional<byte[]> unwrap(String keyVersionUri, byte[] wrapped) {
    asked = true;
    Question question = new Question(keyVersionUri, HexFormat.of().formatHex(wrapped));
    if (refused.contains(question)) {
      return Optional.empty();
    }
    Optional<byte[]> key = root.unwrap(keyVersionUri, wrapped);
    if (key.isEmpty()) {
      refused.add(question);
    }
    opened |= key.isPresent();
    return key;
  }

  @Override
  public String refusals() {
    return root.refusals();
  }

  /** Whether the attempt failed for want of a root key alone. */
  boolean refusedAll() {
    return asked && !opened;
  }

  private record Question(String keyVersionUri, String wrapped) {}
}
