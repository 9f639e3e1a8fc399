package dev.freehold.custody.purge;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.hierarchy.PolicyState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** Vault administrators and their consents, each statement in the caller's transaction. */
final class ConsentRows {

  private static final String IS_VAULT_ADMIN = "roles LIKE '%VAULT_ADMIN%'";

  private ConsentRows() {}

  /** Puts everybody on the roster who administrates vaults now and is not on it. */
  static void enrol(Handle tx, UUID tenantId, UUID caseId) {
    tx.createUpdate(
            """
            INSERT INTO purge_consents (case_id, object_id, display_name)
            SELECT :caseId, object_id, display_name FROM identities
            WHERE tenant_id = :tenantId AND %s
            ON CONFLICT (case_id, object_id) DO NOTHING\
            """
                .formatted(IS_VAULT_ADMIN))
        .bind("caseId", caseId)
        .bind("tenantId", tenantId)
        .execute();
  }

  /**
   * Until the purge is authorised: who administrates vaults now, with what became of it. From then
   * on: who had agreed.
   */
  static List<Consent> of(Handle tx, UUID tenantId, UUID caseId, PolicyState state) {
    return state.isSealedForPurge() ? given(tx, caseId) : needed(tx, tenantId, caseId);
  }

  private static List<Consent> given(Handle tx, UUID caseId) {
    return tx.createQuery(
            """
            SELECT object_id, display_name, given_at FROM purge_consents
            WHERE case_id = :caseId AND given_at IS NOT NULL ORDER BY object_id LIMIT :max\
            """)
        .bind("caseId", caseId)
        .bind("max", CustodyLimits.MAX_PAGE_ROWS)
        .map(row -> consent(row))
        .list();
  }

  /** Everybody who has to have agreed, as it is in this moment. */
  private static List<Consent> needed(Handle tx, UUID tenantId, UUID caseId) {
    return tx.createQuery(
            """
            SELECT i.object_id, i.display_name, c.given_at FROM identities i
              LEFT JOIN purge_consents c ON c.case_id = :caseId AND c.object_id = i.object_id
            WHERE i.tenant_id = :tenantId AND %s
            ORDER BY i.object_id LIMIT :max\
            """
                .formatted(IS_VAULT_ADMIN))
        .bind("tenantId", tenantId)
        .bind("caseId", caseId)
        // More than a page would pass unseen.
        .bind("max", Integer.MAX_VALUE)
        .map(row -> consent(row))
        .list();
  }

  private static Consent consent(RowView row) {
    return new Consent(
        row.getColumn("object_id", UUID.class),
        row.getColumn("display_name", String.class),
        Optional.ofNullable(row.getColumn("given_at", Instant.class)));
  }

  /** False if the administrator agreed before. */
  static boolean give(
      Handle tx, UUID caseId, UUID objectId, String firstVault, String secondVault, Instant now) {
    return tx.createUpdate(
                """
                UPDATE purge_consents SET given_at = :now, vault_1 = :first, vault_2 = :second
                WHERE case_id = :caseId AND object_id = :objectId AND given_at IS NULL\
                """)
            .bind("now", now)
            .bind("first", firstVault)
            .bind("second", secondVault)
            .bind("caseId", caseId)
            .bind("objectId", objectId)
            .execute()
        == 1;
  }
}
