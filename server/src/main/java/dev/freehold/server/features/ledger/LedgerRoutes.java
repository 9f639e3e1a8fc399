package dev.freehold.server.features.ledger;

import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.server.api.Routes;
import dev.freehold.server.http.Queries;
import dev.freehold.ledger.copy.CopyKeys;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
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
        get(
            "Get the checkpoint of the log",
            "/api/v1/ledger/checkpoint",
            heads,
            api::checkpoint,
            Queries.COSIGNED,
            gives(200, "text/plain")),
        get(
            "Get the keys that check the log",
            "/api/v1/ledger/key",
            heads,
            api::key,
            gives(CopyKeys.class)),
        get(
            "Get a tile of the log",
            "/api/v1/ledger/tile/{level}/{tile...}",
            READERS,
            api::tile,
            gives(200, Shape.BYTES)),
        get(
            "Get the personal data of a tile of the log",
            "/api/v1/ledger/personal/{tile...}",
            READERS,
            api::personal,
            gives(200, "application/jsonl")),
        get(
            "Get the proof of an entry of the log",
            "/api/v1/ledger/proofs/{index}",
            READERS,
            api::proof,
            gives(200, "text/plain")),
        get(
            "Get the receipt of an entry of the log",
            "/api/v1/ledger/receipts/{index}",
            READERS,
            api::receipt,
            Queries.PERSONAL,
            gives(200, Shape.JSON)));
  }
}
