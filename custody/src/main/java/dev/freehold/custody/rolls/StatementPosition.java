package dev.freehold.custody.rolls;

import java.util.HexFormat;
import java.util.UUID;

/**
 * How far the statement of a roll has come.
 *
 * @param after the key after which it goes on
 * @param keys how many keys are in it
 * @param failed how many of them did not open
 * @param digest the digest of the list so far, in hexadecimal
 */
record StatementPosition(UUID after, long keys, long failed, String digest) {

  private static final int DIGEST_BYTES = 32;

  static StatementPosition parse(String text) {
    if (text.isEmpty()) {
      return new StatementPosition(
          new UUID(0, 0), 0, 0, HexFormat.of().formatHex(new byte[DIGEST_BYTES]));
    }
    String[] parts = text.split(" ", -1);
    return new StatementPosition(
        UUID.fromString(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
  }

  String text() {
    return "%s %d %d %s".formatted(after, keys, failed, digest);
  }
}
