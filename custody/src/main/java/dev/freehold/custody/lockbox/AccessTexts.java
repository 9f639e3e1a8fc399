package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;
import java.util.Optional;
import java.util.UUID;

/** The bounds of what people write in access requests. */
final class AccessTexts {

  private AccessTexts() {}

  static void require(String what, String text) {
    require(what, text, CustodyLimits.MAX_ACCESS_TEXT_CHARS);
  }

  static void require(String what, String text, int maxChars) {
    if (text.isBlank() || !Names.isLine(text, maxChars) || !Names.isPlain(text)) {
      throw invalid(
          "%s has 1 to %d characters, none of them a control character, and says something"
              .formatted(what, maxChars));
    }
  }

  static void requireOwner(String what, String name) {
    require("the name of the " + what, name, CustodyLimits.MAX_ACCESS_OWNER_CHARS);
    if (!name.equals(name.strip())) {
      throw invalid("the name of the %s has no space at an end".formatted(what));
    }
  }

  /** Only names that no two mailboxes can have. */
  static void requireMailbox(String name) {
    requireOwner("mailbox", name);
    if (name.indexOf('@') < 1 && !isGuid(name)) {
      throw invalid("a mailbox is named by its address or its GUID");
    }
  }

  private static boolean isGuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException notAnId) {
      return false;
    }
  }

  static void requireComment(Optional<String> comment) {
    if (comment.isPresent() && !Names.isLine(comment.get(), CustodyLimits.MAX_COMMENT_CHARS)) {
      throw new CustodyException(
          CustodyError.COMMENT_INVALID,
          "a comment has at most %d characters and no control characters"
              .formatted(CustodyLimits.MAX_COMMENT_CHARS));
    }
  }

  static CustodyException invalid(String message) {
    return new CustodyException(CustodyError.ACCESS_REQUEST_INVALID, message);
  }
}
