package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.records.LedgerRoles.READERS;

import dev.freehold.server.http.Route;
import java.util.List;

/** The routes of a tenant's log, in the form of {@link Routes}. All of them read. */
final class LedgerRoutes {

  private LedgerRoutes() {}

  static List<Route> table(Apis api) {
    return List.of(
        get("/api/v1/ledger/checkpoint", READERS, api.ledger()::checkpoint),
        get("/api/v1/ledger/key", READERS, api.ledger()::key),
        get("/api/v1/ledger/tile/{level}/<tile>", READERS, api.ledger()::tile),
        get("/api/v1/ledger/personal/<tile>", READERS, api.ledger()::personal),
        get("/api/v1/ledger/proofs/{index}", READERS, api.ledger()::proof),
        get("/api/v1/ledger/receipts/{index}", READERS, api.ledger()::receipt));
  }
}
