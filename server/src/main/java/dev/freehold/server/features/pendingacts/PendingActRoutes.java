package dev.freehold.server.features.pendingacts;

import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.api.Routes;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.web.http.Route;
import java.util.List;

/** The routes of acts that take two persons or a time, in the form of {@link Routes}. */
final class PendingActRoutes {

  private static final Admission CONCERNED = Admission.current(ActDesk.CONCERNED);
  private static final Admission OTHERS = Admission.current(ActDesk.OTHERS);
  private static final Admission REQUESTERS = Admission.current(ActDesk.REQUESTERS);

  private PendingActRoutes() {}

  static List<Route<Admission, Handler>> table(PendingActsApi api) {
    String acts = "/api/v1/pending-acts";
    String act = acts + "/{pendingAct}";
    return List.of(
        post(
            "Ask for an act that takes two persons",
            acts,
            REQUESTERS,
            api::request,
            takes(ActViews.Wanted.class),
            gives(202, ActViews.View.class)),
        post(
            "Ask to erase a person's names from the ledger",
            "/api/v1/ledger/erasures",
            REQUESTERS,
            api::requestErasure,
            takes(ActViews.Erasure.class),
            gives(202, ActViews.View.class)),
        get("List the pending acts", acts, CONCERNED, api::list, gives(ActViews.Page.class)),
        get("Get a pending act", act, CONCERNED, api::get, gives(ActViews.View.class)),
        post(
            "Agree to a pending act",
            act + "/agree",
            OTHERS,
            api::agree,
            gives(ActViews.View.class)),
        post(
            "Cancel a pending act",
            act + "/cancel",
            OTHERS,
            api::cancel,
            gives(ActViews.View.class)),
        route(
            "Carry out a pending act",
            "POST",
            act + "/carry-out",
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            REQUESTERS,
            api::carryOut,
            gives(200, Shape.JSON)));
  }
}
