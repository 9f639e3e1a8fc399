package dev.freehold.mail.messages;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is known of a message and may not be in SQL in clear.
 *
 * <p>Encoded as version (1 byte, 2) | SHA-256 (32) | whether an import key follows (1 byte, 0 or 1)
 * | import key (32, if so) | properties as JSON. Version 1 has neither the import key nor the byte
 * before it; it is read for ever.
 *
 * @param sha256 of the message's bytes: 64 lower-case hexadecimal digits
 * @param properties what came with the message
 * @param importKey names it within the import that it came by, so that its token can be made again
 *     when the mailbox key is renewed; empty if it came otherwise, or before version 2
 */
record MessageSecrets(
    String sha256, MessageProperties properties, Optional<MessageImportKey> importKey) {

  private static final byte WITHOUT_IMPORT_KEY = 1;
  private static final byte VERSION = 2;
  private static final int HASH_BYTES = 32;

  byte[] encode() {
    byte[] json = properties.toJson();
    ByteBuffer encoded =
        ByteBuffer.allocate(2 + HASH_BYTES + (importKey.isPresent() ? HASH_BYTES : 0) + json.length)
            .put(VERSION)
            .put(HexFormat.of().parseHex(sha256))
            .put((byte) (importKey.isPresent() ? 1 : 0));
    importKey.ifPresent(key -> encoded.put(HexFormat.of().parseHex(key.hex())));
    return encoded.put(json).array();
  }

  static MessageSecrets decode(byte[] encoded) {
    ByteBuffer rest = ByteBuffer.wrap(encoded);
    byte version = take(rest, 1)[0];
    String sha256 =
        switch (version) {
          case WITHOUT_IMPORT_KEY, VERSION -> hex(rest);
          default -> throw unreadable();
        };
    Optional<MessageImportKey> importKey =
        version == VERSION && hasImportKey(rest)
            ? Optional.of(new MessageImportKey(hex(rest)))
            : Optional.empty();
    return new MessageSecrets(
        sha256, MessageProperties.fromJson(take(rest, rest.remaining())), importKey);
  }

  private static boolean hasImportKey(ByteBuffer rest) {
    return switch (take(rest, 1)[0]) {
      case 0 -> false;
      case 1 -> true;
      default -> throw unreadable();
    };
  }

  private static String hex(ByteBuffer rest) {
    return HexFormat.of().formatHex(take(rest, HASH_BYTES));
  }

  private static byte[] take(ByteBuffer rest, int bytes) {
    if (rest.remaining() < bytes) {
      throw unreadable();
    }
    byte[] taken = new byte[bytes];
    rest.get(taken);
    return taken;
  }

  private static MailException unreadable() {
    return new MailException(
        MailError.PROPERTIES_INVALID,
        "sealed message properties are of version 1 or 2; a newer program may have written these");
  }
}
