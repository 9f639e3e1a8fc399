package dev.freehold.server.features.vaultlog;

import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.ledger.copy.CopyKeys;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.Shape;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.server.records.LedgerRoles;
import dev.freehold.server.records.LedgerServices;
import dev.freehold.server.records.LogDocuments;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.Optional;

/**
 * The log of this server's own key vaults: a tenant's log there and the audit records in it. The
 * routes are those of the service's log, for the same roles, but without receipts: purges are not
 * recorded there.
 */
public final class VaultLogFeature implements Feature {

  private static final Admission READERS = Admission.current(LedgerRoles.READERS);

  /** The head of the log, and the key that checks it: what they say names nobody. */
  private static final Admission HEAD_READERS = Admission.byToken(LedgerRoles.READERS);

  private final VaultLogApi api;

  /**
   * Builds the feature from these parts.
   *
   * @param logs of the vaults; nothing if they could not start
   * @param names whom and what the service's own records are about
   */
  public VaultLogFeature(Optional<LedgerServices> logs, UnifiedRecords.Directory names) {
    this.api =
        new VaultLogApi(
            logs.map(LogDocuments::new),
            logs.map(
                known -> new AuditSearch(known.ledger(), names.in(LogKind.VAULTS), known.turns())));
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return List.of(
        get(
            "Get the checkpoint of the vaults' log",
            "/api/v1/vault-ledger/checkpoint",
            HEAD_READERS,
            api::checkpoint,
            Queries.COSIGNED,
            gives(200, "text/plain")),
        get(
            "Get the keys that check the vaults' log",
            "/api/v1/vault-ledger/key",
            HEAD_READERS,
            api::key,
            gives(CopyKeys.class)),
        get(
            "Get a tile of the vaults' log",
            "/api/v1/vault-ledger/tile/{level}/{tile...}",
            READERS,
            api::tile,
            gives(200, Shape.BYTES)),
        get(
            "Get the personal data of a tile of the vaults' log",
            "/api/v1/vault-ledger/personal/{tile...}",
            READERS,
            api::personal,
            gives(200, "application/jsonl")),
        get(
            "Get the proof of an entry of the vaults' log",
            "/api/v1/vault-ledger/proofs/{index}",
            READERS,
            api::proof,
            gives(200, "text/plain")),
        get(
            "Search the vaults' audit records",
            "/api/v1/vault-audit-records",
            READERS,
            api::list,
            Queries.records(Queries.MAX, gives(AuditSearch.Page.class))),
        get(
            "Export the vaults' audit records",
            "/api/v1/vault-audit-records/export",
            READERS,
            api::export,
            Queries.records(Queries.FORMAT, gives(200, "application/x-ndjson"))));
  }
}
