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
            PolicyChoices.of(visit),
            visit.may("POST", LIST),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + LIST),
        Recipe.ofCall("POST " + Visit.API + LIST));
  }

  private static PageView one(Visit visit) {
    String path = LIST + "/" + visit.segment("request");
    Request request = visit.get(Request.class, path);
    boolean isOwn = visit.person().objectId().toString().equals(request.requestedBy());
    boolean isWaiting = request.state().equals("requested");
    return PageView.of(
        "decisions/recovery-request",
        visit.texts().of("recovery.title", request.policy()),
        new OnePage(
            request,
            PolicyChoices.of(visit).stream()
                .filter(choice -> !choice.id().equals(request.policyId()))
                .toList(),
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
        OPEN.contains(request.state())
            ? Recipe.ofCall("POST " + Visit.API + path + "/move")
            : Recipe.ofCall("POST " + Visit.API + path + "/approve"));
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
   * @param geo the code of the geo whose policy it is, if it is one's
   * @param requestedBy the object id of who asked, as are the others; operators see no names
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Request(
      UUID id,
      UUID tenantId,
      UUID policyId,
      String policyName,
      String geo,
      String reason,
      String state,
      String requestedBy,
      String requestedByName,
      String requestedAt,
      String approvedBy,
      String approvedByName,
      String approvedAt,
      String deniedBy,
      String deniedByName,
      String deniedAt,
      String comment,
      String openedAt,
      UUID jobId) {

    /** The policy's name; of files the geo's code. */
    public String policy() {
      return geo == null ? policyName : geo;
    }

    /** Who asked, by name if there is one. */
    public String requester() {
      return requestedByName == null ? requestedBy : requestedByName;
    }

    /** Who approved it, by name if there is one. */
    public String approver() {
      return approvedByName == null ? approvedBy : approvedByName;
    }

    /** Who denied it, by name if there is one. */
    public String denier() {
      return deniedByName == null ? deniedBy : deniedByName;
    }
  }

  /**
   * What the template of the list takes.
   *
   * @param choices the policies that it can be asked for
   */
  public record ListPage(
      List<Request> requests,
      List<PolicyChoices.Choice> choices,
      boolean mayAsk,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public ListPage {
      requests = List.copyOf(requests);
      choices = List.copyOf(choices);
    }
  }

  /**
   * What the reader may do now.
   *
   * @param isOwn whether they asked, so that another person has to decide
   */
  public record Rights(
      boolean isOwn, boolean mayApprove, boolean mayDeny, boolean mayCancel, boolean mayMove) {}

  /**
   * What the template of one takes.
   *
   * @param choices the policies where everything can move
   */
  public record OnePage(
      Request request,
      List<PolicyChoices.Choice> choices,
      Optional<JobModels.Job> job,
      Rights rights,
      Optional<Problem> refused) {

    /** Copies the list. */
    public OnePage {
      choices = List.copyOf(choices);
    }
  }
}
