package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.ShownOnce;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Pending acts: what one person asked for and a second person, or time, releases. */
public final class PendingArea implements PageArea {

  private static final String LIST = "/pending-acts";
  private static final String ONE = "/pending-acts/{pendingAct}";

  private final InstantSource clock;

  /** Tells by {@code clock} whether the time of an act has come. */
  public PendingArea(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(LIST, PendingArea::list), ScreenRoute.of(ONE, this::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(
            ONE + "/agree", ONE, (visit, form) -> send("/agree", "act-agreed", visit, form)),
        ActRoute.post(
            ONE + "/cancel", ONE, (visit, form) -> send("/cancel", "act-cancelled", visit, form)),
        ActRoute.post(ONE + "/carry-out", ONE, this::carryOut));
  }

  private static PageView list(Visit visit) {
    return PageView.of(
        "decisions/pending-acts",
        visit.texts().of("page.pending-acts"),
        new ListPage(visit.get(Acts.class, LIST).pendingActs(), visit.refused()),
        Recipe.ofCall("GET " + Visit.API + LIST));
  }

  private PageView one(Visit visit) {
    String path = LIST + "/" + visit.segment("pendingAct");
    PendingAct act = visit.get(PendingAct.class, path);
    boolean isOwn = visit.person().objectId().equals(act.requestedBy());
    return PageView.of(
        "decisions/pending-act",
        visit.texts().of("act.title", visit.texts().word("act", act.kind())),
        new OnePage(
            act,
            isOwn,
            act.isWaiting()
                && !isOwn
                && act.agreedBy() == null
                && visit.may("POST", path + "/agree"),
            act.isWaiting() && visit.may("POST", path + "/cancel"),
            isOwn && act.isDue(clock.instant()) && visit.may("POST", path + "/carry-out"),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + path),
        Recipe.ofCall("POST " + Visit.API + path + "/agree"));
  }

  private static Outcome send(String verb, String done, Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("pendingAct");
    visit.send("POST", path + verb);
    return new Outcome.Done(path, done);
  }

  /** The answer is that of the act, such as a new password, and is shown once. */
  private Outcome carryOut(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("pendingAct");
    ApiAnswer.Done answer = visit.send("POST", path + "/carry-out");
    Optional<String> password =
        answer.bytes().length == 0 ? Optional.empty() : visit.parsed(Made.class, answer).secret();
    return password
        .map(
            secret ->
                new ShownOnce(
                        "act-secret",
                        List.of(new ShownOnce.Fact("act-secret.secret", secret)),
                        path)
                    .outcome(visit))
        .orElseGet(() -> new Outcome.Done(path, "act-carried-out"));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Made(String password, String clientSecret) {

    private Optional<String> secret() {
      return Optional.ofNullable(password).or(() -> Optional.ofNullable(clientSecret));
    }

    @Override
    public String toString() {
      return "Made[]";
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Acts(List<PendingAct> pendingActs) {}

  /** An act; what is not there yet is null, as are the names of those who are gone. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PendingAct(
      UUID id,
      String kind,
      UUID objectId,
      String objectName,
      String state,
      UUID requestedBy,
      String requestedByName,
      String requestedAt,
      UUID agreedBy,
      String agreedByName,
      String agreedAt,
      String dueAt,
      String expiresAt,
      UUID endedBy,
      String endedByName,
      String endedAt) {

    /** Whether it takes agreement and time; otherwise agreement spares the time. */
    public boolean isAboutKeyHolder() {
      return !kind.equals("eraseNames");
    }

    /** Whom it is about. */
    public String subject() {
      return objectName == null ? objectId.toString() : objectName;
    }

    /** Who asked. */
    public String requester() {
      return requestedByName == null ? requestedBy.toString() : requestedByName;
    }

    /** Who agreed. */
    public String agreeing() {
      return agreedByName == null ? agreedBy.toString() : agreedByName;
    }

    /** Who did or stopped it. */
    public String ender() {
      return endedByName == null ? endedBy.toString() : endedByName;
    }

    /** Whether somebody can still agree or stop it. */
    public boolean isWaiting() {
      return state.equals("waiting");
    }

    /** Whether it can be carried out, or was interrupted. */
    boolean isDue(Instant now) {
      return state.equals("begun")
          || (isWaiting() && dueAt != null && !now.isBefore(Instant.parse(dueAt)));
    }
  }

  /** What the template of the list takes. */
  public record ListPage(List<PendingAct> acts, Optional<Problem> refused) {

    /** Copies the list. */
    public ListPage {
      acts = List.copyOf(acts);
    }
  }

  /**
   * What the template of one takes.
   *
   * @param isOwn whether the reader asked for it, so that another person agrees
   */
  public record OnePage(
      PendingAct act,
      boolean isOwn,
      boolean mayAgree,
      boolean mayCancel,
      boolean mayCarryOut,
      Optional<Problem> refused) {}
}
