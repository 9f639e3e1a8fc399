package dev.freehold.custody.seals;

import java.util.UUID;

/**
 * A row that is refused.
 *
 * @param tenantId the tenant that the row names
 * @param kind what it authorises
 * @param rowId which one
 * @param finding why
 */
public record RefusedRow(UUID tenantId, String kind, String rowId, SealFinding finding) {

  static RefusedRow of(SealedRow row, SealFinding finding) {
    return new RefusedRow(row.tenantId(), row.kind().name(), row.id(), finding);
  }
}
