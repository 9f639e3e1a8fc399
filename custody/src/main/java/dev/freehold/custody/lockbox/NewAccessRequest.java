package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;
import java.util.UUID;

/**
 * An operator's request for access.
 *
 * @param tenantId whose data it is
 * @param scope the one mailbox or site
 * @param supportCase the number of the request for service that it is about; 1 to {@link
 *     CustodyLimits#MAX_SUPPORT_CASE_CHARS} characters
 * @param reason why; 1 to {@link CustodyLimits#MAX_ACCESS_TEXT_CHARS} characters in one line
 * @param duration how long access is wanted, in whole minutes from 1 minute to {@link
 *     CustodyLimits#MAX_ACCESS}
 */
public record NewAccessRequest(
    UUID tenantId, AccessScope scope, String supportCase, String reason, Duration duration) {

  /**
   * Checks the bounds.
   *
   * @throws dev.freehold.custody.CustodyException {@code ACCESS_REQUEST_INVALID}
   */
  public NewAccessRequest {
    AccessTexts.require(
        "the number of the request for service", supportCase, CustodyLimits.MAX_SUPPORT_CASE_CHARS);
    AccessTexts.require("the reason", reason);
    if (duration.compareTo(Duration.ofMinutes(1)) < 0
        || duration.compareTo(CustodyLimits.MAX_ACCESS) > 0
        || !duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
      throw AccessTexts.invalid(
          "access is for 1 to %d minutes".formatted(CustodyLimits.MAX_ACCESS.toMinutes()));
    }
  }
}
