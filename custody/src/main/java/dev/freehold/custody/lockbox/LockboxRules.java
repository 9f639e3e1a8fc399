package dev.freehold.custody.lockbox;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Whether tenants take access requests at all, each statement in the caller's transaction. */
final class LockboxRules {

  private final Clock clock;

  LockboxRules(Clock clock) {
    this.clock = clock;
  }

  boolean takesRequests(Handle tx, UUID tenantId) {
    return RowSeals.of(tx)
        .find(tx, CustodySeals.LOCKBOX_SETTING, tenantId)
        .map(setting -> setting.flag("takes_requests"))
        .orElse(true);
  }

  void requireTaking(Handle tx, UUID tenantId) {
    if (!takesRequests(tx, tenantId)) {
      throw new CustodyException(
          CustodyError.LOCKBOX_CLOSED,
          "the tenant takes no requests for access; its global administrator can change that");
    }
  }

  void set(Handle tx, UUID tenantId, boolean takesRequests, String actor) {
    tx.createUpdate(
            """
            INSERT INTO lockbox_settings (tenant_id, takes_requests, changed_by, changed_at)
            VALUES (:tenantId, :takes, :by, :at)
            ON CONFLICT (tenant_id) DO UPDATE SET takes_requests = EXCLUDED.takes_requests,
              changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at\
            """)
        .bind("tenantId", tenantId)
        .bind("takes", takesRequests ? 1 : 0)
        .bind("by", actor)
        .bind("at", clock.instant())
        .execute();
    RowSeals.of(tx)
        .keep(
            tx,
            CustodySeals.LOCKBOX_SETTING
                .row(tenantId, tenantId)
                .set("takes_requests", takesRequests)
                .set("changed_by", actor)
                .done());
  }
}
