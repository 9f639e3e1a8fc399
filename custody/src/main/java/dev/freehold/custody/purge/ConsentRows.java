package dev.freehold.custody.purge;

import static dev.freehold.custody.seals.CustodySeals.PURGE_CONSENT;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.HeldRole;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Vault administrators and their consents, each statement in the caller's transaction. */
final class ConsentRows {

  private ConsentRows() {}

  /** Puts everybody on the roster who administrates vaults now and is not on it. */
  static void enrol(Handle tx, UUID tenantId, UUID caseId) {
    for (Consent missing : needed(tx, tenantId, caseId)) {
      int added =
          tx.createUpdate(
                  """
                  INSERT INTO purge_consents (case_id, object_id, display_name)
                  VALUES (:caseId, :objectId, :name)
                  ON CONFLICT (case_id, object_id) DO NOTHING\
                  """)
              .bind("caseId", caseId)
              .bind("objectId", missing.objectId())
              .bind("name", missing.displayName())
              .execute();
      if (added == 1) {
        RowSeals.of(tx)
            .keep(
                tx,
                PURGE_CONSENT
                    .row(tenantId, caseId, missing.objectId())
                    .set("given_at", null)
                    .set("vault_1", null)
                    .set("vault_2", null)
                    .set("display_name", missing.displayName())
                    .done());
      }
    }
  }

  /**
   * Until the purge is authorised: who administrates vaults now, with what happened to it. From
   * then on: who had agreed.
   */
  static List<Consent> of(Handle tx, UUID tenantId, UUID caseId, PolicyState state) {
    return state.isSealedForPurge() ? given(tx, caseId) : needed(tx, tenantId, caseId);
  }

  private static List<Consent> given(Handle tx, UUID caseId) {
    return RowSeals.of(tx)
        .list(
            PURGE_CONSENT,
            tx.createQuery(
                    """
                    SELECT %s FROM purge_consents c
                    WHERE case_id = :caseId AND given_at IS NOT NULL
                    ORDER BY object_id LIMIT :max\
                    """
                        .formatted(PURGE_CONSENT.columns("c")))
                .bind("caseId", caseId)
                .bind("max", CustodyLimits.MAX_PAGE_ROWS),
            Consent.class);
  }

  /**
   * Everybody who has to have agreed, as it is in this moment. However many they are: more than a
   * page would pass unseen. Whoever's identity something else has written is among them; they
   * cannot sign in, so the purge waits until the row is put back.
   */
  private static List<Consent> needed(Handle tx, UUID tenantId, UUID caseId) {
    Map<UUID, Optional<Instant>> given =
        given(tx, caseId).stream().collect(Collectors.toMap(Consent::objectId, Consent::givenAt));
    return HeldRole.among(tx, tenantId, Role.VAULT_ADMIN).stream()
        .map(
            held ->
                new Consent(
                    held.objectId(),
                    held.displayName(),
                    given.getOrDefault(held.objectId(), Optional.empty())))
        .toList();
  }

  /** False if the administrator agreed before. */
  static boolean give(
      Handle tx, UUID caseId, UUID objectId, String firstVault, String secondVault, Instant now) {
    RowSeals seals = RowSeals.of(tx);
    Optional<SealedRow> open =
        seals
            .forUpdate(tx, PURGE_CONSENT, caseId, objectId)
            .filter(row -> row.time("given_at").isEmpty());
    open.ifPresent(
        row ->
            seals.update(
                tx,
                row,
                row.with("given_at", now)
                    .with("vault_1", firstVault)
                    .with("vault_2", secondVault)));
    return open.isPresent();
  }
}
