package dev.freehold.vault.wire;

import dev.freehold.vault.VaultLimits;

/** A body that is not the protocol's JSON. Immutable. */
public final class Content {

  private final String mediaType;
  private final byte[] bytes;

  /**
   * Takes a copy of the bytes.
   *
   * @throws IllegalArgumentException if they are more than {@link VaultLimits#MAX_CONTENT_BYTES}
   */
  public Content(String mediaType, byte[] bytes) {
    if (bytes.length > VaultLimits.MAX_CONTENT_BYTES) {
      throw new IllegalArgumentException(
          "an answer of %d bytes is longer than the %d that are allowed"
              .formatted(bytes.length, VaultLimits.MAX_CONTENT_BYTES));
    }
    this.mediaType = mediaType;
    this.bytes = bytes.clone();
  }

  /** The type, as it stands in the header. */
  public String mediaType() {
    return mediaType;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
