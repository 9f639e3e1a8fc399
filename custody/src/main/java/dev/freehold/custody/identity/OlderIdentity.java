package dev.freehold.custody.identity;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A second person whose identity, and whose password if it has one, is from before the act. An
 * administrator who orders something cannot make an identity, or reset a colleague's password, and
 * approve as that.
 */
public final class OlderIdentity implements SecondPerson {

  @Override
  public boolean isIndependent(Handle tx, UUID tenantId, String actor, Instant since) {
    return tx.createQuery(
            """
            SELECT i.created_at, c.password_changed_at FROM identities i
              LEFT JOIN user_credentials c ON c.object_id = i.object_id
            WHERE i.object_id = :id AND i.tenant_id = :tenantId\
            """)
        .bind("id", UUID.fromString(actor))
        .bind("tenantId", tenantId)
        .map(
            row -> {
              Instant made = row.getColumn("created_at", Instant.class);
              Instant changed = row.getColumn("password_changed_at", Instant.class);
              return !made.isAfter(since) && (changed == null || !changed.isAfter(since));
            })
        .findOne()
        .orElse(false);
  }
}
