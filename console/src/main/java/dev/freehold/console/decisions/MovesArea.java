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
import java.util.Optional;
import java.util.UUID;

/** Moves out of locked policies, which another person than who ordered them approves. */
public final class MovesArea implements PageArea {

  private static final String LIST = "/move-approvals";
  private static final String ONE = "/move-approvals/{job}";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(LIST, MovesArea::list), ScreenRoute.of(ONE, MovesArea::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(ONE + "/approve", ONE, (visit, form) -> decide("/approve", visit, form)),
        ActRoute.post(ONE + "/deny", ONE, (visit, form) -> decide("/deny", visit, form)),
        ActRoute.post(ONE + "/cancel", ONE, MovesArea::cancel));
  }

  private static PageView list(Visit visit) {
    return PageView.of(
        "decisions/move-approvals",
        visit.texts().of("page.move-approvals"),
        new ListPage(visit.get(Moves.class, LIST).requests(), visit.refused()),
        Recipe.ofCall("GET " + Visit.API + LIST));
  }

  private static PageView one(Visit visit) {
    String path = LIST + "/" + visit.segment("job");
    Move move = visit.get(Move.class, path);
    boolean isOwn = visit.person().objectId().toString().equals(move.requestedBy());
    boolean isWaiting = move.state().equals("requested");
    return PageView.of(
        "decisions/move-approval",
        visit.texts().of("move.title"),
        new OnePage(
            move,
            isOwn,
            isWaiting && !isOwn && visit.may("POST", path + "/approve"),
            isWaiting && visit.may("POST", path + "/cancel"),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + path),
        Recipe.ofCall("POST " + Visit.API + path + "/approve"));
  }

  private static Outcome decide(String verb, Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("job");
    visit.send("POST", path + verb, DecisionForm.comment(form));
    return new Outcome.Done(LIST, verb.equals("/deny") ? "move-denied" : "move-approved");
  }

  private static Outcome cancel(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    visit.send("POST", LIST + "/" + visit.segment("job") + "/cancel");
    return new Outcome.Done(LIST, "move-cancelled");
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Moves(List<Move> requests) {}

  /** A policy that the move leaves. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Left(UUID policyId, String name, String geo, String kind, String lockedAt) {

    /** The policy's name; of files the geo's code. */
    public String title() {
      return geo == null ? name : geo;
    }
  }

  /** A move; what is not there yet is null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Move(
      UUID id,
      String state,
      String requestedBy,
      String requestedByName,
      String requestedAt,
      String reason,
      UUID target,
      String targetKind,
      String targetName,
      String targetGeo,
      List<Left> policies,
      String approvedBy,
      String approvedByName,
      String approvedAt,
      String comment,
      JobModels.Job job) {

    /** The policies that it leaves, as one text. */
    public String from() {
      return String.join(", ", policies.stream().map(Left::title).toList());
    }

    /** Whether it goes to the default of the service, whose name says nothing. */
    public boolean goesToTheService() {
      return "serviceManaged".equals(targetKind);
    }

    /** The policy where it goes; of files the geo's code. */
    public String to() {
      return targetGeo == null ? targetName : targetGeo;
    }

    /** Who ordered it, by name if there is one. */
    public String requester() {
      return requestedByName == null ? requestedBy : requestedByName;
    }

    /** Who approved it, by name if there is one. */
    public String approver() {
      return approvedByName == null ? approvedBy : approvedByName;
    }
  }

  /** What the template of the list takes. */
  public record ListPage(List<Move> moves, Optional<Problem> refused) {

    /** Copies the list. */
    public ListPage {
      moves = List.copyOf(moves);
    }
  }

  /**
   * What the template of one takes.
   *
   * @param isOwn whether the reader ordered it, so that another person decides
   */
  public record OnePage(
      Move move, boolean isOwn, boolean mayDecide, boolean mayCancel, Optional<Problem> refused) {}
}
