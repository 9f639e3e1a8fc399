package dev.freehold.vault.material;

import java.util.Arrays;

/**
 * A key in clear: just made, or opened for one use. The private part is overwritten on {@link
 * #close()}. For one thread.
 */
public final class KeyMaterial implements AutoCloseable {

  private final PublicPart publicPart;
  private final byte[] privatePart;

  /** Takes over {@code privatePart}, in the form that its engine made. */
  public KeyMaterial(PublicPart publicPart, byte[] privatePart) {
    this.publicPart = publicPart;
    this.privatePart = privatePart;
  }

  /** What everyone may know. */
  public PublicPart publicPart() {
    return publicPart;
  }

  /** The private part in its engine's form, lent until {@link #close()}: no copy. */
  public byte[] privatePart() {
    return privatePart;
  }

  @Override
  public void close() {
    Arrays.fill(privatePart, (byte) 0);
  }

  /** Never shows the private part. */
  @Override
  public String toString() {
    return "KeyMaterial[" + publicPart.kind() + "]";
  }
}
