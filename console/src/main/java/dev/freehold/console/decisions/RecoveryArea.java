package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.JobModels;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Recovery after both root keys are lost: asked for, approved by another person, opened. */
public final class RecoveryArea implements PageArea {

  private static final String LIST = "/recovery-requests";
  private static final String ONE = "/recovery-requests/{request}";
  private static final Set<String> BEFORE_IT_IS_OPEN = Set.of("requested", "approved");
  private static final Set<String> OPEN = Set.of("open", "moving");

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        ScreenRoute.of(LIST, RecoveryArea::list), ScreenRoute.of(ONE, RecoveryArea::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(LIST, LIST, RecoveryArea::ask),
        ActRoute.post(ONE + "/approve", ONE, (visit, form) -> decide("/approve", visit, form)),
        ActRoute.post(ONE + "/deny", ONE, (visit, form) -> decide("/deny", visit, form)),
        ActRoute.post(ONE + "/cancel", ONE, RecoveryArea::cancel),
        ActRoute.post(ONE + "/move", ONE, RecoveryArea::move));
  }

  private static PageView list(Visit visit) {
    return PageView.of(
        "decisions/recovery-requests",
        visit.texts().of("page.recovery-requests"),
        new ListPage(
            visit.get(Requests.class, LIST).requests(),
            PoliciesById.of(visit),
            PersonNames.of(visit),
            visit.may("POST", LIST),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + LIST),
        Recipe.ofCall("POST " + Visit.API + LIST));
  }

  private static PageView one(Visit visit) {
    String path = LIST + "/" + visit.segment("request");
    Request request = visit.get(Request.class, path);
    PoliciesById policies = PoliciesById.of(visit);
    boolean isOwn = visit.person().objectId().toString().equals(request.requestedBy());
    boolean isWaiting = request.state().equals("requested");
    return PageView.of(
        "decisions/recovery-request",
        visit.texts().of("recovery.title", policies.of(request.policyId())),
        new OnePage(
            request,
            policies,
            PersonNames.of(visit),
            Optional.ofNullable(request.jobId())
                .flatMap(job -> visit.find(JobModels.Job.class, "/jobs/" + job)),
            new Rights(
                isOwn,
                isWaiting && !isOwn && visit.may("POST", path + "/approve"),
                BEFORE_IT_IS_OPEN.contains(request.state())
                    && !isOwn
                    && visit.may("POST", path + "/deny"),
                BEFORE_IT_IS_OPEN.contains(request.state()) && visit.may("POST", path + "/cancel"),
                OPEN.contains(request.state()) && visit.may("POST", path + "/move")),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + path),
        Recipe.ofCall("POST " + Visit.API + path + "/approve"));
  }

  private static Outcome ask(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    visit.send(
        "POST", LIST, Map.of("policyId", form.text("policy"), "reason", form.text("reason")));
    return new Outcome.Done(LIST, "recovery-requested");
  }

  private static Outcome decide(String verb, Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("request");
    visit.send("POST", path + verb, DecisionForm.comment(form));
    return new Outcome.Done(path, verb.equals("/deny") ? "recovery-denied" : "recovery-approved");
  }

  private static Outcome cancel(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("request");
    visit.send("POST", path + "/cancel");
    return new Outcome.Done(path, "recovery-cancelled");
  }

  private static Outcome move(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("request");
    visit.send("POST", path + "/move", Map.of("to", form.text("to")));
    return new Outcome.Done(path, "recovery-moving");
  }

  /** Several requests. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Requests(List<Request> requests) {}

  /**
   * A request; what is not there yet is null.
   *
   * @param requestedBy the object id of who asked, as are the others
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Request(
      UUID id,
      UUID tenantId,
      UUID policyId,
      String reason,
      String state,
      String requestedBy,
      String requestedAt,
      String approvedBy,
      String approvedAt,
      String deniedBy,
      String deniedAt,
      String comment,
      String openedAt,
      UUID jobId) {}

  /** What the template of the list takes. */
  public record ListPage(
      List<Request> requests,
      PoliciesById policies,
      PersonNames names,
      boolean mayAsk,
      Optional<Problem> refused) {

    /** Copies the list. */
    public ListPage {
      requests = List.copyOf(requests);
    }
  }

  /**
   * What the reader may do now.
   *
   * @param isOwn whether they asked, so that another person has to decide
   */
  public record Rights(
      boolean isOwn, boolean mayApprove, boolean mayDeny, boolean mayCancel, boolean mayMove) {}

  /** What the template of one takes. */
  public record OnePage(
      Request request,
      PoliciesById policies,
      PersonNames names,
      Optional<JobModels.Job> job,
      Rights rights,
      Optional<Problem> refused) {}
}
