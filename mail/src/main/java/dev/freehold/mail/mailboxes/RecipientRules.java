package dev.freehold.mail.mailboxes;

import dev.freehold.custody.Names;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The rules for what administrators write of a recipient. */
final class RecipientRules {

  /** Stands for none where a GUID is taken away. */
  static final UUID NO_ID = new UUID(0, 0);

  private static final Pattern ALIAS =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  private static final Pattern REGION = Pattern.compile("[A-Z]{2,8}");

  private RecipientRules() {}

  static String alias(String alias) {
    if (alias.length() > MailLimits.MAX_ALIAS_CHARS || !ALIAS.matcher(alias).matches()) {
      throw invalid(
          ("an alias has 1 to %d letters, digits and !#$%%&'*+-/=?^_`{|}~, with dots only between"
                  + " them")
              .formatted(MailLimits.MAX_ALIAS_CHARS));
    }
    return alias;
  }

  static String name(String name) {
    if (name.isEmpty()
        || name.length() > MailLimits.MAX_NAME_CHARS
        || !name.equals(name.strip())
        || !Names.isPlain(name)) {
      throw invalid(
          ("a name has 1 to %d characters, no control characters, none that reverse the direction"
                  + " of text, and no space at either end")
              .formatted(MailLimits.MAX_NAME_CHARS));
    }
    return name;
  }

  static String displayName(String name) {
    if (!Names.isPlain(name)) {
      throw invalid(
          "a display name has no control characters and none that reverse the direction of text");
    }
    return text("a display name", name, MailLimits.MAX_DISPLAY_NAME_CHARS);
  }

  /** Empty text means none. */
  static Optional<String> region(String region) {
    String upper = region.toUpperCase(Locale.ROOT);
    if (!upper.isEmpty() && !REGION.matcher(upper).matches()) {
      throw invalid("a mailbox region is the code of a geo, two to eight letters, such as NAM");
    }
    return Optional.of(upper).filter(code -> !code.isEmpty());
  }

  /** Empty text means none. */
  static Optional<String> externalAddress(RecipientKind kind, String address) {
    if (address.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind) {
      case MAIL_USER -> Optional.of(EmailAddresses.one(address));
      case MAILBOX ->
          throw invalid("a mailbox has its mail here; only a mail user has an external address");
    };
  }

  static MailboxType type(RecipientKind kind, MailboxType type) {
    if (kind == RecipientKind.MAIL_USER && type != MailboxType.REGULAR) {
      throw invalid("a mail user is regular until it is migrated; change the type afterwards");
    }
    return type;
  }

  /** All zeros mean none. */
  static Optional<UUID> archiveId(UUID id) {
    return Optional.of(id).filter(given -> !given.equals(NO_ID));
  }

  static void customAttribute(int number, String value) {
    if (number < 1 || number > MailLimits.MAX_CUSTOM_ATTRIBUTES) {
      throw invalid(
          "custom attributes are numbered 1 to %d, got %d"
              .formatted(MailLimits.MAX_CUSTOM_ATTRIBUTES, number));
    }
    text("a custom attribute", value, MailLimits.MAX_CUSTOM_ATTRIBUTE_CHARS);
  }

  /** The beginning of a text, without half a character at its end. */
  static String clip(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end);
  }

  private static String text(String what, String text, int maxChars) {
    if (text.length() > maxChars || text.chars().anyMatch(Character::isISOControl)) {
      throw invalid(
          "%s has at most %d characters and no control characters".formatted(what, maxChars));
    }
    return text;
  }

  static MailException invalid(String message) {
    return new MailException(MailError.RECIPIENT_INVALID, message);
  }
}
