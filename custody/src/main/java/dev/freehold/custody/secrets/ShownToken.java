package dev.freehold.custody.secrets;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * A token that says of which row it is, as somebody shows it.
 *
 * @param id of the row
 * @param hash of the secret that is shown for it
 */
public record ShownToken(UUID id, SecretHash hash) {

  private static final int ID_BYTES = 2 * Long.BYTES;

  /** What is handed out for the row {@code id} and its secret. */
  public static OpaqueToken handOut(UUID id, byte[] secret) {
    return OpaqueToken.of(
        ByteBuffer.allocate(ID_BYTES + secret.length)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(secret)
            .array());
  }

  /** What was presented, if it can be one of ours. */
  public static Optional<ShownToken> parse(String presented) {
    return OpaqueToken.bytes(presented, ID_BYTES + OpaqueToken.SECRET_BYTES).map(ShownToken::of);
  }

  private static ShownToken of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    UUID id = new UUID(buffer.getLong(), buffer.getLong());
    byte[] secret = new byte[OpaqueToken.SECRET_BYTES];
    buffer.get(secret);
    return new ShownToken(id, SecretHash.of(secret));
  }
}
