package dev.freehold.vault.keys;

import dev.freehold.crypto.RandomSource;
import dev.freehold.vault.wire.WireError;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Versions are 128 random bits, written as 32 lower-case hexadecimal digits without dashes. */
public final class VersionId {

  private static final int BYTES = 16;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

  private VersionId() {}

  /** A new id. */
  public static UUID random(RandomSource random) {
    ByteBuffer bytes = ByteBuffer.wrap(random.bytes(BYTES));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** The id as 32 hexadecimal digits. */
  public static String format(UUID version) {
    return HexFormat.of().toHexDigits(version.getMostSignificantBits())
        + HexFormat.of().toHexDigits(version.getLeastSignificantBits());
  }

  /** Empty for an empty text, which means the latest version. */
  public static Optional<UUID> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!HEX.matcher(text).matches()) {
      throw WireError.badParameter(
          "The request URI contains an invalid version: %s".formatted(KeyName.printable(text)));
    }
    String hex = text.toLowerCase(Locale.ROOT);
    return Optional.of(
        new UUID(
            HexFormat.fromHexDigitsToLong(hex, 0, BYTES),
            HexFormat.fromHexDigitsToLong(hex, BYTES, 2 * BYTES)));
  }
}
