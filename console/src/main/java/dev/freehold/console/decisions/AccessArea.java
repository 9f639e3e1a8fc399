package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.decisions.AccessModels.Request;
import dev.freehold.console.decisions.AccessModels.Requests;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lockbox: the operators' requests for access to content, and what the tenant says to them. */
public final class AccessArea implements PageArea {

  private static final String LIST = "/access-requests";
  private static final String ONE = "/access-requests/{accessRequest}";
  private static final String SWITCH = "/lockbox";

  private final InstantSource clock;

  /** Tells how much time is left by {@code clock}. */
  public AccessArea(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(LIST, this::list), ScreenRoute.of(ONE, this::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        new ActRoute(SWITCH, "PUT", SWITCH, LIST, AccessArea::turn),
        decision("approve"),
        decision("deny"),
        decision("cancel"));
  }

  private static ActRoute decision(String verb) {
    return ActRoute.post(ONE + "/" + verb, ONE, (visit, form) -> decide(verb, visit, form));
  }

  private PageView list(Visit visit) {
    return PageView.of(
        "decisions/access-requests",
        visit.texts().of("page.access-requests"),
        new ListPage(
            visit.get(Requests.class, LIST),
            clock.instant(),
            visit.find(Lockbox.class, SWITCH),
            visit.may("PUT", SWITCH),
            visit.refused()),
        Recipe.of("Get-AccessToCustomerDataRequest", "GET " + Visit.API + LIST));
  }

  private PageView one(Visit visit) {
    String path = LIST + "/" + visit.segment("accessRequest");
    Request request = visit.get(Request.class, path);
    return PageView.of(
        "decisions/access-request",
        visit.texts().of("access.title", request.id()),
        new OnePage(
            LIST + "/" + RequestUri.encode(request.id()),
            request,
            clock.instant(),
            request.state().equals("pending") && visit.may("POST", path + "/approve"),
            request.isOpen()
                && !request.state().equals("pending")
                && visit.may("POST", path + "/cancel"),
            visit.refused()),
        request.state().equals("approved")
            ? recipe(request, "Cancel", "cancel")
            : recipe(request, "Approve", "approve"));
  }

  private static Recipe recipe(Request request, String decision, String verb) {
    return Recipe.of(
        "Set-AccessToCustomerDataRequest -RequestId %s -ApprovalDecision %s"
            .formatted(request.id(), decision),
        "POST " + Visit.API + LIST + "/" + request.id() + "/" + verb);
  }

  private static Outcome turn(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    boolean takes = form.text("takes").equals("yes");
    visit.send("PUT", SWITCH, Map.of("takesRequests", takes));
    return new Outcome.Done(LIST, takes ? "lockbox-on" : "lockbox-off");
  }

  private static Outcome decide(String verb, Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("accessRequest");
    visit.send("POST", path + "/" + verb, DecisionForm.comment(form));
    return new Outcome.Done(
        path,
        switch (verb) {
          case "approve" -> "access-approved";
          case "deny" -> "access-denied";
          default -> "access-cancelled";
        });
  }

  /** Whether operators may ask. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Lockbox(boolean takesRequests) {}

  /**
   * What the template of the list takes.
   *
   * @param lockbox whether operators may ask
   * @param maySwitch whether the form for that is shown
   */
  public record ListPage(
      Requests requests,
      Instant now,
      Optional<Lockbox> lockbox,
      boolean maySwitch,
      Optional<Problem> refused) {}

  /**
   * What the template of one takes.
   *
   * @param path of this page, below {@code /console}
   * @param mayDecide whether it can be approved and denied
   * @param mayCancel whether it can be taken away
   */
  public record OnePage(
      String path,
      Request request,
      Instant now,
      boolean mayDecide,
      boolean mayCancel,
      Optional<Problem> refused) {}
}
