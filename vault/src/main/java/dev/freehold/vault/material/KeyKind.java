package dev.freehold.vault.material;

import java.util.Arrays;
import java.util.Optional;

/** The families of keys. Whether a key is marked {@code -HSM} is stored separately. */
public enum KeyKind {
  RSA("RSA"),
  EC("EC"),
  OCT("oct");

  private static final String HARDWARE = "-HSM";

  private final String word;

  KeyKind(String word) {
    this.word = word;
  }

  /** The kind as the database keeps it and as {@code kty} has it for a key not marked. */
  public String word() {
    return word;
  }

  /** The member {@code kty}. */
  public String word(boolean hardware) {
    return hardware ? word + HARDWARE : word;
  }

  /**
   * A value of {@code kty}.
   *
   * @param kind the family
   * @param hardware whether it is marked {@code -HSM}
   */
  public record Type(KeyKind kind, boolean hardware) {}

  /** Reads {@code kty}, exactly as it is written here; empty for any other word. */
  public static Optional<Type> parse(String kty) {
    boolean hardware = kty.endsWith(HARDWARE);
    String word = hardware ? kty.substring(0, kty.length() - HARDWARE.length()) : kty;
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .map(kind -> new Type(kind, hardware));
  }

  /**
   * The kind that {@link #word()} stands for.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static KeyKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of key has this name"));
  }
}
