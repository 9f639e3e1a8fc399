package dev.freehold.custody.identity;

import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Requires that a second person's identity, and their password if they have one, is older than the
 * act. So an administrator who orders something cannot make an identity, or reset a colleague's
 * password, and approve the act with it.
 */
public final class OlderIdentity implements SecondPerson {

  @Override
  public boolean isIndependent(Handle tx, UUID tenantId, String actor, Instant since) {
    UUID objectId = UUID.fromString(actor);
    RowSeals seals = RowSeals.of(tx);
    return seals
            .find(tx, CustodySeals.IDENTITY, objectId)
            .filter(identity -> identity.tenantId().equals(tenantId))
            .filter(identity -> isNotAfter(identity, "created_at", since))
            .isPresent()
        && seals
            .find(tx, CustodySeals.PASSWORD, objectId)
            .map(password -> isNotAfter(password, "password_changed_at", since))
            .orElse(true);
  }

  private static boolean isNotAfter(SealedRow row, String field, Instant since) {
    return row.time(field).filter(at -> !at.isAfter(since)).isPresent();
  }
}
