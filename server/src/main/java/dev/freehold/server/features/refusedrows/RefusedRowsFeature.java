package dev.freehold.server.features.refusedrows;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;

import dev.freehold.custody.seals.RowAcceptance;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.List;

/**
 * Rows that authorise somebody and are refused because their seal is wrong or out of date. To
 * accept an older row takes two routes: one for the operator and one for the tenant.
 */
public final class RefusedRowsFeature implements Feature {

  private final RefusedRowsApi api;

  /** Builds the feature from these parts. */
  public RefusedRowsFeature(Basics basics) {
    this.api = new RefusedRowsApi(RowAcceptance.of(basics.database()));
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String accept = "/{kind}/{row}/accept";
    return List.of(
        get(
            "List the tenant's rows that are refused",
            "/api/v1/refused-rows",
            ADMIN,
            api::ofTenant,
            gives(RefusedRowsApi.Page.class)),
        post(
            "Accept a refused row as the tenant",
            "/api/v1/refused-rows" + accept,
            ADMIN.freshly(),
            api::acceptForTenant,
            gives(RefusedRowsApi.Accepted.class)),
        get(
            "List all rows that are refused",
            "/api/v1/operator/refused-rows",
            OPERATOR,
            api::all,
            gives(RefusedRowsApi.Page.class)),
        post(
            "Accept a refused row as the operator",
            "/api/v1/operator/refused-rows" + accept,
            OPERATOR.freshly(),
            api::acceptForOperator,
            gives(RefusedRowsApi.Accepted.class)));
  }
}
