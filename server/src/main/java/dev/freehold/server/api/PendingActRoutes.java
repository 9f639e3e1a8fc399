package dev.freehold.server.api;

import static dev.freehold.server.api.Routes.get;
import static dev.freehold.server.api.Routes.post;
import static dev.freehold.server.api.Routes.route;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.pending.ActDesk;
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
        post(acts, REQUESTERS, api::request),
        post("/api/v1/ledger/erasures", REQUESTERS, api::requestErasure),
        get(acts, CONCERNED, api::list),
        get(act, CONCERNED, api::get),
        post(act + "/agree", OTHERS, api::agree),
        post(act + "/cancel", OTHERS, api::cancel),
        route(
            "POST",
            act + "/carry-out",
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            REQUESTERS,
            api::carryOut));
  }
}
