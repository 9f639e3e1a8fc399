package dev.freehold.server.features.ledger;

import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.ledger.copy.CopyKeys;
import dev.freehold.server.features.Feature;
import dev.freehold.server.health.Check;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.Shape;
import dev.freehold.server.records.LedgerRoles;
import dev.freehold.server.records.LedgerServices;
import dev.freehold.web.http.Route;
import java.util.List;

/**
 * The log of a tenant in the form of a tiled log, which others can verify. All routes only read.
 */
public final class LedgerFeature implements Feature {

  private static final Admission READERS = Admission.current(LedgerRoles.READERS);

  /** The head of the log, and the key that checks it: what they say names nobody. */
  private static final Admission HEAD_READERS = Admission.byToken(LedgerRoles.READERS);

  private final LedgerApi api;
  private final WitnessWatch watch;

  /**
   * Builds the feature from these parts.
   *
   * @param watch what witnesses last said
   */
  public LedgerFeature(LedgerServices logs, WitnessWatch watch) {
    this.api = new LedgerApi(logs);
    this.watch = watch;
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return routes(api, HEAD_READERS);
  }

  /** The same of vaults that run alone, where the head as well is for current readers. */
  public static List<Route<Admission, Handler>> ofVaults(LedgerServices logs) {
    return routes(new LedgerApi(logs), READERS);
  }

  /**
   * The routes.
   *
   * @param heads who may read the head of the log and the key that checks it
   */
  private static List<Route<Admission, Handler>> routes(LedgerApi api, Admission heads) {
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

  @Override
  public List<Check> checks() {
    return List.of(watch.check());
  }
}
