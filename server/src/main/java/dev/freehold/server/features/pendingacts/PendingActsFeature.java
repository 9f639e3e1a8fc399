package dev.freehold.server.features.pendingacts;

import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.pending.PendingActs;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.server.records.Erasures;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.Optional;

/** Pending acts: acts that need a second person, or a time in which others can stop them. */
public final class PendingActsFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("pending_acts")
              .sealedRow()
              .ids("id tenant_id subject_id requested_by agreed_by ended_by")
              .states("kind state")
              .numbers("requested_at agreed_at ended_at"));

  private static final Admission CONCERNED = Admission.current(ActDesk.CONCERNED);
  private static final Admission OTHERS = Admission.current(ActDesk.OTHERS);
  private static final Admission REQUESTERS = Admission.current(ActDesk.REQUESTERS);

  private final PendingActsApi api;

  private PendingActsFeature(
      Basics basics,
      Approvers approvers,
      ActorDirectory actors,
      Optional<KeyHolderActs> holders,
      Erasures erasures) {
    PendingActs acts =
        new PendingActs(basics.database(), basics.ledger(), approvers, basics.clock());
    this.api = new PendingActsApi(new ActDesk(acts, holders, erasures, actors, basics.clock()));
  }

  /**
   * At a service.
   *
   * @param actors the names of those whom acts are about
   * @param erasures of names in the logs
   */
  public static PendingActsFeature ofService(
      Basics basics, Approvers approvers, ActorDirectory actors, Erasures erasures) {
    return new PendingActsFeature(
        basics,
        approvers,
        actors,
        Optional.of(new KeyHolderActs(actors.identities(), actors.users())),
        erasures);
  }

  /** At vaults that run alone, where one person has the keys. */
  public static PendingActsFeature ofVaults(
      Basics basics, Approvers approvers, ActorDirectory actors, Erasures erasures) {
    return new PendingActsFeature(basics, approvers, actors, Optional.empty(), erasures);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
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
            REQUESTERS.freshly(),
            api::requestErasure,
            takes(ActViews.Erasure.class),
            gives(202, ActViews.View.class)),
        get("List the pending acts", acts, CONCERNED, api::list, gives(ActViews.Page.class)),
        get("Get a pending act", act, CONCERNED, api::get, gives(ActViews.View.class)),
        post(
            "Agree to a pending act",
            act + "/agree",
            OTHERS.freshly(),
            api::agree,
            gives(ActViews.View.class)),
        post(
            "Cancel a pending act",
            act + "/cancel",
            OTHERS,
            api::cancel,
            gives(ActViews.View.class)),
        ApiRoute.of(
            "Carry out a pending act",
            "POST",
            act + "/carry-out",
            MAX_JSON_BODY_BYTES,
            LONG_REQUEST,
            REQUESTERS.freshly(),
            api::carryOut,
            gives(200, Shape.JSON)));
  }
}
