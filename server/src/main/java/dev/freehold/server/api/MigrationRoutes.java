package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.EXCHANGE;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_CSV_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.List;

/** The routes of migrations, in the form of {@link Routes}; for administrators of mail alone. */
final class MigrationRoutes {

  private MigrationRoutes() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    String endpoints = "/api/v1/migration-endpoints";
    String endpoint = endpoints + "/{endpoint}";
    String batches = "/api/v1/migration-batches";
    String batch = batches + "/{batch}";
    return List.of(
        // A server that does not answer is waited for, at each of its addresses.
        route(
            "POST",
            endpoints,
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            api.migrationEndpoints()::create),
        get(endpoints, EXCHANGE, api.migrationEndpoints()::list),
        get(endpoint, EXCHANGE, api.migrationEndpoints()::get),
        route(
            "DELETE", endpoint, NO_BODY, SHORT_REQUEST, EXCHANGE, api.migrationEndpoints()::delete),
        route(
            "POST",
            batches,
            MAX_CSV_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            api.migrationBatches()::create),
        get(batches, EXCHANGE, api.migrationBatches()::list),
        get(batch, EXCHANGE, api.migrationBatches()::get),
        route("DELETE", batch, NO_BODY, SHORT_REQUEST, EXCHANGE, api.migrationBatches()::remove),
        post(batch + "/start", EXCHANGE, api.migrationBatches()::start),
        post(batch + "/stop", EXCHANGE, api.migrationBatches()::stop),
        get(batch + "/users", EXCHANGE, api.migrationBatches()::users));
  }
}
