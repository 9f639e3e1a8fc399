package dev.freehold.mail.migration;

import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.migration.imap.MigrationLimits;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** What endpoints, batches and servers may be called. */
final class MigrationNames {

  private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9.:-]+");
  private static final int GUID_CHARS = 36;

  private MigrationNames() {}

  /**
   * Checks the name of an endpoint or a batch.
   *
   * @throws MailException {@code migration-invalid}
   */
  static String require(String name) {
    if (name.isEmpty()
        || name.length() > MigrationLimits.MAX_NAME_CHARS
        || !name.equals(name.strip())
        || name.chars().anyMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\')) {
      throw invalid(
          "a name has 1 to %d characters, no slash, no control character and no space at an end"
              .formatted(MigrationLimits.MAX_NAME_CHARS));
    }
    return name;
  }

  /** The form in which two names are the same name. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The id that {@code text} is, or one that nothing has. */
  static UUID id(String text) {
    try {
      return text.length() == GUID_CHARS ? UUID.fromString(text) : new UUID(0, 0);
    } catch (IllegalArgumentException e) {
      return new UUID(0, 0);
    }
  }

  static void requireServer(String server) {
    if (server.length() > MigrationLimits.MAX_SERVER_CHARS || !SERVER.matcher(server).matches()) {
      throw invalid("a server is a DNS name or an address, without a scheme and without a port");
    }
  }

  static void requireRange(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw invalid("%s is %d to %d, got %d".formatted(what, min, max, value));
    }
  }

  static MailException invalid(String message) {
    return new MailException(MailError.MIGRATION_INVALID, message);
  }
}
