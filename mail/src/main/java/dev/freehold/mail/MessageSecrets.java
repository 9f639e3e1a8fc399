package dev.freehold.mail;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * What is known of a message and may not be in SQL in clear. Encoded as version (1 byte, 1) |
 * SHA-256 (32) | properties as JSON.
 *
 * @param sha256 of the message's bytes: 64 lower-case hexadecimal digits
 * @param properties what came with the message
 */
record MessageSecrets(String sha256, MessageProperties properties) {

  private static final byte VERSION = 1;
  private static final int HASH_BYTES = 32;

  byte[] encode() {
    byte[] json = properties.toJson();
    return ByteBuffer.allocate(1 + HASH_BYTES + json.length)
        .put(VERSION)
        .put(HexFormat.of().parseHex(sha256))
        .put(json)
        .array();
  }

  static MessageSecrets decode(byte[] encoded) {
    if (encoded.length < 1 + HASH_BYTES || encoded[0] != VERSION) {
      throw new MailException(
          MailError.PROPERTIES_INVALID,
          "sealed message properties begin with version %d and a hash; a newer program may have"
                  .formatted(VERSION)
              + " written these");
    }
    ByteBuffer buffer = ByteBuffer.wrap(encoded, 1, encoded.length - 1);
    byte[] hash = new byte[HASH_BYTES];
    byte[] json = new byte[buffer.remaining() - HASH_BYTES];
    buffer.get(hash).get(json);
    return new MessageSecrets(HexFormat.of().formatHex(hash), MessageProperties.fromJson(json));
  }
}
