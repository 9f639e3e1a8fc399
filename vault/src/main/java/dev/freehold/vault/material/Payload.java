package dev.freehold.vault.material;

import java.util.Arrays;

/**
 * A plaintext or ciphertext, with the other values that an algorithm needs. A part that is absent
 * is empty. Arrays are not copied.
 */
public final class Payload {

  private static final byte[] ABSENT = {};

  private final byte[] value;
  private final byte[] iv;
  private final byte[] tag;
  private final byte[] aad;

  private Payload(byte[] value, byte[] iv, byte[] tag, byte[] aad) {
    this.value = value;
    this.iv = iv;
    this.tag = tag;
    this.aad = aad;
  }

  /** A value alone. */
  public static Payload of(byte[] value) {
    return new Payload(value, ABSENT, ABSENT, ABSENT);
  }

  /** The same with an initialisation vector. */
  public Payload withIv(byte[] newIv) {
    return new Payload(value, newIv, tag, aad);
  }

  /** The same with an authentication tag. */
  public Payload withTag(byte[] newTag) {
    return new Payload(value, iv, newTag, aad);
  }

  /** The same with additional authenticated data. */
  public Payload withAad(byte[] newAad) {
    return new Payload(value, iv, tag, newAad);
  }

  /** The plaintext or ciphertext. */
  public byte[] value() {
    return value;
  }

  /** The initialisation vector. */
  public byte[] iv() {
    return iv;
  }

  /** The authentication tag. */
  public byte[] tag() {
    return tag;
  }

  /** The additional authenticated data. */
  public byte[] aad() {
    return aad;
  }

  /** Overwrites the value. */
  public void erase() {
    Arrays.fill(value, (byte) 0);
  }
}
