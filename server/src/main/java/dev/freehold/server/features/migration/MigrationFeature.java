package dev.freehold.server.features.migration;

import static dev.freehold.server.api.Routes.EXCHANGE;
import static dev.freehold.server.api.Routes.NO_BODY;
import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_CSV_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Apis;
import dev.freehold.server.api.Routes;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.List;

/** The routes of migrations, in the form of {@link Routes}; for administrators of mail alone. */
final class MigrationFeature {

  private MigrationFeature() {}

  static List<Route<Admission, Handler>> table(Apis api) {
    String endpoints = "/api/v1/migration-endpoints";
    String endpoint = endpoints + "/{endpoint}";
    String batches = "/api/v1/migration-batches";
    String batch = batches + "/{batch}";
    return List.of(
        // A server that does not answer is waited for, at each of its addresses.
        route(
            "Make a migration endpoint",
            "POST",
            endpoints,
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            api.migrationEndpoints()::create,
            takes(MigrationEndpointsApi.Wanted.class),
            gives(201, MigrationEndpointsApi.View.class)),
        get(
            "List the migration endpoints",
            endpoints,
            EXCHANGE,
            api.migrationEndpoints()::list,
            gives(MigrationEndpointsApi.Page.class)),
        get(
            "Get a migration endpoint",
            endpoint,
            EXCHANGE,
            api.migrationEndpoints()::get,
            gives(MigrationEndpointsApi.View.class)),
        route(
            "Delete a migration endpoint",
            "DELETE",
            endpoint,
            NO_BODY,
            SHORT_REQUEST,
            EXCHANGE,
            api.migrationEndpoints()::delete,
            gives(204)),
        route(
            "Make a migration batch",
            "POST",
            batches,
            MAX_CSV_BODY_BYTES,
            LONG_REQUEST,
            EXCHANGE,
            api.migrationBatches()::create,
            takes(MigrationBatchesApi.Wanted.class),
            gives(201, MigrationBatchesApi.View.class)),
        get(
            "List the migration batches",
            batches,
            EXCHANGE,
            api.migrationBatches()::list,
            gives(MigrationBatchesApi.Page.class)),
        get(
            "Get a migration batch",
            batch,
            EXCHANGE,
            api.migrationBatches()::get,
            gives(MigrationBatchesApi.View.class)),
        route(
            "Remove a migration batch",
            "DELETE",
            batch,
            NO_BODY,
            SHORT_REQUEST,
            EXCHANGE,
            api.migrationBatches()::remove,
            gives(204)),
        post(
            "Start a migration batch",
            batch + "/start",
            EXCHANGE,
            api.migrationBatches()::start,
            gives(MigrationBatchesApi.View.class)),
        post(
            "Stop a migration batch",
            batch + "/stop",
            EXCHANGE,
            api.migrationBatches()::stop,
            gives(MigrationBatchesApi.View.class)),
        get(
            "List the users of a migration batch",
            batch + "/users",
            EXCHANGE,
            api.migrationBatches()::users,
            Queries.AFTER_USER,
            Queries.MAX,
            gives(MigrationBatchesApi.UserPage.class)));
  }
}
