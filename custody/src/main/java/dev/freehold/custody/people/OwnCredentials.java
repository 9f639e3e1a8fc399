package dev.freehold.custody.people;

import dev.freehold.custody.identity.IdentityRows;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Since when nobody but a person or a program itself has known its password or secret. */
public final class OwnCredentials {

  private OwnCredentials() {}

  /** Empty if somebody else made the present one, and if there is no such identity. */
  public static Optional<Instant> since(Handle tx, UUID tenantId, UUID objectId) {
    return UserRows.byObjectId(tx, tenantId, objectId)
        .map(
            row ->
                row.mustChange()
                    ? Optional.<Instant>empty()
                    : Optional.of(row.user().passwordChangedAt()))
        .orElseGet(() -> IdentityRows.secretOwnSince(tx, tenantId, objectId));
  }
}
