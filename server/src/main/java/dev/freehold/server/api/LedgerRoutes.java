package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;

import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Route;
import java.util.List;
import java.util.Set;

/** The routes of a tenant's log, in the form of {@link Routes}. All but the erasures read. */
final class LedgerRoutes {

  static final Set<Role> AUDITORS = LedgerRoles.READERS;

  private static final Set<Role> COMPLIANCE = LedgerRoles.ERASERS;

  private LedgerRoutes() {}

  static List<Route> table(Apis api) {
    return List.of(
        get("/api/v1/ledger/checkpoint", AUDITORS, api.ledger()::checkpoint),
        get("/api/v1/ledger/key", AUDITORS, api.ledger()::key),
        get("/api/v1/ledger/tile/{level}/<tile>", AUDITORS, api.ledger()::tile),
        get("/api/v1/ledger/personal/<tile>", AUDITORS, api.ledger()::personal),
        get("/api/v1/ledger/proofs/{index}", AUDITORS, api.ledger()::proof),
        get("/api/v1/ledger/receipts/{index}", AUDITORS, api.ledger()::receipt),
        route(
            "POST",
            "/api/v1/ledger/erasures",
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            COMPLIANCE,
            api.erasures()::erase));
  }
}
