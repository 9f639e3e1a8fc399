package dev.freehold.server.features.vaultlog;

import static dev.freehold.server.features.ledger.LedgerRoutes.HEAD_READERS;
import static dev.freehold.server.features.ledger.LedgerRoutes.READERS;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.Routes;
import dev.freehold.server.features.audit.AuditApi;
import dev.freehold.server.features.ledger.LedgerApi;
import dev.freehold.server.features.ledger.LedgerRoutes;
import dev.freehold.server.http.Queries;
import dev.freehold.ledger.copy.CopyKeys;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.ServerProblems;
import dev.freehold.server.http.Shape;
import dev.freehold.server.records.AuditSearch;
import dev.freehold.web.http.Route;
import java.io.IOException;
import java.util.List;

/**
 * The routes of a tenant's log at this server's own key vaults, in the form of {@link Routes}. They
 * are those of the service's log, for the same roles, but for receipts: no purge is recorded there.
 */
final class VaultLogFeature {

  private VaultLogFeature() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return List.of(
        get(
            "Get the checkpoint of the vaults' log",
            "/api/v1/vault-ledger/checkpoint",
            HEAD_READERS,
            of(api, LedgerApi::checkpoint),
            Queries.COSIGNED,
            gives(200, "text/plain")),
        get(
            "Get the keys that check the vaults' log",
            "/api/v1/vault-ledger/key",
            HEAD_READERS,
            of(api, LedgerApi::key),
            gives(CopyKeys.class)),
        get(
            "Get a tile of the vaults' log",
            "/api/v1/vault-ledger/tile/{level}/{tile...}",
            READERS,
            of(api, LedgerApi::tile),
            gives(200, Shape.BYTES)),
        get(
            "Get the personal data of a tile of the vaults' log",
            "/api/v1/vault-ledger/personal/{tile...}",
            READERS,
            of(api, LedgerApi::personal),
            gives(200, "application/jsonl")),
        get(
            "Get the proof of an entry of the vaults' log",
            "/api/v1/vault-ledger/proofs/{index}",
            READERS,
            of(api, LedgerApi::proof),
            gives(200, "text/plain")),
        get(
            "Search the vaults' audit records",
            "/api/v1/vault-audit-records",
            READERS,
            records(api, AuditApi::list),
            Queries.records(Queries.MAX, gives(AuditSearch.Page.class))),
        get(
            "Export the vaults' audit records",
            "/api/v1/vault-audit-records/export",
            READERS,
            records(api, AuditApi::export),
            Queries.records(Queries.FORMAT, gives(200, "application/x-ndjson"))));
  }

  /** What answers from the log or the records of the vaults. */
  @FunctionalInterface
  private interface Answer<A> {
    void give(A from, Exchange exchange) throws IOException;
  }

  private static Handler of(Apis api, Answer<LedgerApi> answer) {
    return exchange -> answer.give(vaultLog(api).ledger(), exchange);
  }

  private static Handler records(Apis api, Answer<AuditApi> answer) {
    return exchange -> answer.give(vaultLog(api).audit(), exchange);
  }

  private static VaultLog vaultLog(Apis api) {
    return api.vaultLog().orElseThrow(ServerProblems::vaultsDown);
  }
}
