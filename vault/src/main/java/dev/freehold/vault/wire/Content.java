package dev.freehold.vault.wire;

import dev.freehold.vault.VaultLimits;

/**
 * A body other than the protocol's JSON. It can be long, so it is never copied: its bytes are
 * overwritten after they have been sent, and it can be sent only once.
 */
public final class Content {

  private final String mediaType;
  private final byte[] bytes;

  /**
   * Takes the bytes over; nobody else changes them from now on.
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
    this.bytes = bytes;
  }

  /** The type, as it stands in the header. */
  public String mediaType() {
    return mediaType;
  }

  /** The bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }
}
