package dev.freehold.custody;

import java.util.Arrays;
import java.util.Base64;

/** Wrapped or sealed bytes as a value that cannot be changed. Not a secret. */
public final class Ciphertext {

  private final byte[] bytes;

  private Ciphertext(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies {@code bytes}. */
  public static Ciphertext of(byte[] bytes) {
    return new Ciphertext(bytes.clone());
  }

  /**
   * Reads base64.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Ciphertext fromBase64(String text) {
    return new Ciphertext(Base64.getDecoder().decode(text));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes as base64. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** How many bytes there are. */
  public int lengthBytes() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ciphertext that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Says the length only, since no one reads ciphertext in a log. */
  @Override
  public String toString() {
    return "Ciphertext[%d bytes]".formatted(bytes.length);
  }
}
