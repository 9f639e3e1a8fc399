package dev.freehold.server.document;

import dev.freehold.ledger.note.SignedNote;
import dev.freehold.ledger.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operators who can approve purges: a name and a public key each, as the configuration has
 * them. No two have the same name or the same key. Immutable.
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
   * @throws IllegalArgumentException if one is none, or two are of one operator
   */
  public static OperatorKeys of(List<String> vkeys) {
    if (vkeys.size() > MAX_OPERATORS) {
      throw new IllegalArgumentException("at most %d operators".formatted(MAX_OPERATORS));
    }
    List<VerifierKey> keys = vkeys.stream().map(VerifierKey::parse).toList();
    Set<String> names = new HashSet<>();
    Set<String> material = new HashSet<>();
    for (VerifierKey key : keys) {
      boolean isOther = names.add(key.name()) && material.add(material(key));
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

  /** What tells a key from others, whatever name it has. */
  static String idOf(VerifierKey key) {
    return Sha256.of(material(key).getBytes(StandardCharsets.US_ASCII));
  }

  /** As in the configuration. */
  @Override
  public String toString() {
    return keys.stream().map(VerifierKey::toString).collect(Collectors.joining(", "));
  }

  private static String material(VerifierKey key) {
    return Arrays.asList(key.toString().split("\\+", 3)).getLast();
  }
}
