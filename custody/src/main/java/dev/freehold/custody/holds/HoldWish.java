package dev.freehold.custody.holds;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.Names;

/**
 * A request to place a hold.
 *
 * @param name 1 to {@link CustodyLimits#MAX_NAME_CHARS} characters in one line; no GUID, because a
 *     hold is named by its name or its GUID
 * @param reason at most {@link CustodyLimits#MAX_HOLD_REASON_CHARS} characters in one line
 */
public record HoldWish(String name, String reason) {

  void require() {
    if (name.isBlank()
        || !name.equals(name.strip())
        || !Names.isLine(name, CustodyLimits.MAX_NAME_CHARS)
        || !Names.isPlain(name)
        || HoldName.isId(name)) {
      throw new CustodyException(
          CustodyError.HOLD_INVALID,
          ("a hold's name has 1 to %d characters, no control characters, no space at an end, and"
                  + " is no GUID")
              .formatted(CustodyLimits.MAX_NAME_CHARS));
    }
    if (!Names.isLine(reason, CustodyLimits.MAX_HOLD_REASON_CHARS)) {
      throw new CustodyException(
          CustodyError.HOLD_INVALID,
          "a hold's reason has at most %d characters, none of them a control character"
              .formatted(CustodyLimits.MAX_HOLD_REASON_CHARS));
    }
  }
}
