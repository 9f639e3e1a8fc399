package dev.freehold.server.api;

import static dev.freehold.server.api.LedgerRoutes.HEAD_READERS;
import static dev.freehold.server.api.LedgerRoutes.READERS;
import static dev.freehold.server.api.Routes.get;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.ServerProblems;
import dev.freehold.web.http.Route;
import java.io.IOException;
import java.util.List;

/**
 * The routes of a tenant's log at this server's own key vaults, in the form of {@link Routes}. They
 * are those of the service's log, for the same roles, but for receipts: no purge is recorded there.
 */
final class VaultLogRoutes {

  private VaultLogRoutes() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    return List.of(
        get("/api/v1/vault-ledger/checkpoint", HEAD_READERS, of(api, LedgerApi::checkpoint)),
        get("/api/v1/vault-ledger/key", HEAD_READERS, of(api, LedgerApi::key)),
        get("/api/v1/vault-ledger/tile/{level}/{tile...}", READERS, of(api, LedgerApi::tile)),
        get("/api/v1/vault-ledger/personal/{tile...}", READERS, of(api, LedgerApi::personal)),
        get("/api/v1/vault-ledger/proofs/{index}", READERS, of(api, LedgerApi::proof)),
        get("/api/v1/vault-audit-records", READERS, records(api, AuditApi::list)),
        get("/api/v1/vault-audit-records/export", READERS, records(api, AuditApi::export)));
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
