package dev.freehold.server.document;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operators who can approve purges, from the configuration: a name and a public key each. No
 * two have the same name or the same key. Immutable.
 */
public final class OperatorKeys {

  /** How many there can be. */
  public static final int MAX_OPERATORS = 10;

  private final List<VerifierKey> keys;

  private OperatorKeys(List<VerifierKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads verifier keys.
   *
   * @throws IllegalArgumentException if one is malformed, or two are of one operator
   */
  public static OperatorKeys of(List<String> vkeys) {
    if (vkeys.size() > MAX_OPERATORS) {
      throw new IllegalArgumentException("at most %d operators".formatted(MAX_OPERATORS));
    }
    List<VerifierKey> keys = vkeys.stream().map(VerifierKey::parse).toList();
    Set<String> names = new HashSet<>();
    Set<String> fingerprints = new HashSet<>();
    for (VerifierKey key : keys) {
      boolean isOther = names.add(key.name()) && fingerprints.add(key.fingerprint());
      if (key.use() != VerifierKey.Use.NOTE || !isOther) {
        throw new IllegalArgumentException("each operator has a name and a key for notes");
      }
    }
    return new OperatorKeys(keys);
  }

  /** Those of the operators who have signed {@code note}. */
  List<VerifierKey> signersOf(SignedNote note) {
    return keys.stream().filter(note::isSignedBy).toList();
  }

  /** The operator's key with this {@linkplain VerifierKey#fingerprint fingerprint}. */
  public Optional<VerifierKey> find(String fingerprint) {
    return keys.stream().filter(key -> key.fingerprint().equals(fingerprint)).findFirst();
  }

  /** The form in the configuration. */
  @Override
  public String toString() {
    return keys.stream().map(VerifierKey::toString).collect(Collectors.joining(", "));
  }
}
