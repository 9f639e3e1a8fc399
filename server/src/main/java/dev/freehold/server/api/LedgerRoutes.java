package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.get;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.records.LedgerRoles;
import dev.freehold.web.http.Route;
import java.util.List;

/** The routes of a tenant's log, in the form of {@link Routes}. All of them read. */
final class LedgerRoutes {

  static final Admission READERS = Admission.current(LedgerRoles.READERS);

  /** The head of the log, and the key that checks it: what they say names nobody. */
  static final Admission HEAD_READERS = Admission.byToken(LedgerRoles.READERS);

  private LedgerRoutes() {}

  /**
   * The table.
   *
   * @param heads who may read the head of the log and the key that checks it
   */
  static List<Route<Admission, Handler>> table(LedgerApi api, Admission heads) {
    return List.of(
        get("/api/v1/ledger/checkpoint", heads, api::checkpoint),
        get("/api/v1/ledger/key", heads, api::key),
        get("/api/v1/ledger/tile/{level}/{tile...}", READERS, api::tile),
        get("/api/v1/ledger/personal/{tile...}", READERS, api::personal),
        get("/api/v1/ledger/proofs/{index}", READERS, api::proof),
        get("/api/v1/ledger/receipts/{index}", READERS, api::receipt));
  }
}
