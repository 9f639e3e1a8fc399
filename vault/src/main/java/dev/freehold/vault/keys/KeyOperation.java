package dev.freehold.vault.keys;

import dev.freehold.vault.material.KeyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The operations that a key permits: the words of {@code key_ops}. */
public enum KeyOperation {
  ENCRYPT("encrypt"),
  DECRYPT("decrypt"),
  SIGN("sign"),
  VERIFY("verify"),
  WRAP_KEY("wrapKey"),
  UNWRAP_KEY("unwrapKey"),
  IMPORT("import"),
  EXPORT("export");

  private final String word;

  KeyOperation(String word) {
    this.word = word;
  }

  /** The word of the protocol. */
  public String word() {
    return word;
  }

  /** Operations that make something new, and so stop outside a key's window of validity. */
  public boolean protectsNewData() {
    return this == ENCRYPT || this == SIGN || this == WRAP_KEY;
  }

  /** Operations on keys, which have algorithms that operations on data have not. */
  public boolean isForKeys() {
    return this == WRAP_KEY || this == UNWRAP_KEY;
  }

  /** What a key is for if its creator does not say. */
  public static List<KeyOperation> defaults(KeyKind kind) {
    return switch (kind) {
      case RSA -> List.of(ENCRYPT, DECRYPT, SIGN, VERIFY, WRAP_KEY, UNWRAP_KEY);
      case EC -> List.of(SIGN, VERIFY);
      case OCT -> List.of(ENCRYPT, DECRYPT, WRAP_KEY, UNWRAP_KEY);
    };
  }

  /** The operation of that word. */
  public static Optional<KeyOperation> of(String word) {
    return Arrays.stream(values()).filter(op -> op.word.equalsIgnoreCase(word)).findFirst();
  }
}
