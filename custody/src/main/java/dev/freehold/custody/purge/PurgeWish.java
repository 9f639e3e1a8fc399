package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;

/**
 * The arguments of a request to purge.
 *
 * @param reason why; 1 to {@link CustodyLimits#MAX_PURGE_REASON_CHARS} characters in one line
 * @param contact the person whom the operator can ask; 1 to {@link
 *     CustodyLimits#MAX_PURGE_CONTACT_CHARS} characters in one line
 * @param withoutVaults whether a vault that does not answer is treated as gone
 */
public record PurgeWish(String reason, String contact, boolean withoutVaults) {

  void require() {
    require("the reason", reason, CustodyLimits.MAX_PURGE_REASON_CHARS);
    require("the contact", contact, CustodyLimits.MAX_PURGE_CONTACT_CHARS);
  }

  private static void require(String what, String text, int maxChars) {
    if (text.isBlank() || !Names.isLine(text, maxChars)) {
      throw new CustodyException(
          CustodyError.PURGE_TEXT_INVALID,
          "%s has 1 to %d characters, none of them a control character, and says something"
              .formatted(what, maxChars));
    }
  }
}
