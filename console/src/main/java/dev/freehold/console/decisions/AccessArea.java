package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lockbox: the operators' requests for access to content, and what the tenant says to them. */
public final class AccessArea implements PageArea {

  private static final String LIST = "/access-requests";
  private static final String ONE = "/access-requests/{accessRequest}";
  private static final String SWITCH = "/lockbox";

  /** What IMAP has for the largest number of a message (RFC 3501, section 2.3.1.1). */
  private static final long MAX_UID = 0xffff_ffffL;

  private static final List<String> OPEN = List.of("requested", "pending", "approved");

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
    List<Request> all = visit.get(Requests.class, LIST).requests();
    return PageView.of(
        "decisions/access-requests",
        visit.texts().of("page.access-requests"),
        new ListPage(
            all.stream().filter(Request::isOpen).toList(),
            all.stream().filter(request -> !request.isOpen()).toList(),
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

  /** Several requests. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Requests(List<Request> requests) {}

  /** Whether operators may ask. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Lockbox(boolean takesRequests) {}

  /** What is asked for. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Scope(
      String mailbox,
      String folder,
      Long firstUid,
      Long lastUid,
      String site,
      String prefix,
      String name) {

    /** Whether it is about some messages of a folder, and not all of it. */
    public boolean hasBounds() {
      return firstUid != null && (firstUid > 1 || (lastUid != null && lastUid < MAX_UID));
    }

    /** What people call it. */
    public String title() {
      return name != null ? name : mailbox != null ? mailbox : site;
    }
  }

  /** A request; what is not there yet is null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Request(
      String id,
      UUID tenantId,
      String service,
      Scope scope,
      String supportCase,
      String reason,
      long durationMinutes,
      String state,
      String requestedBy,
      String requestedById,
      String requestedAt,
      String endorsedBy,
      String endorsedAt,
      String decidedBy,
      String decidedByName,
      String decidedAt,
      String comment,
      String expiresAt,
      String accessUntil,
      String endedAt) {

    /** Who decided, by name if there is one. */
    public String decider() {
      return decidedByName == null ? decidedBy : decidedByName;
    }

    /** Whether it waits, or an operator may read. */
    public boolean isOpen() {
      return OPEN.contains(state);
    }

    /** Whether an operator may read now. */
    public boolean isRunning(Instant now) {
      return state.equals("approved") && accessUntil != null && now.isBefore(until());
    }

    /** Minutes until the access ends. */
    public long minutesLeft(Instant now) {
      return Duration.between(now, until()).plusSeconds(59).toMinutes();
    }

    private Instant until() {
      return Instant.parse(accessUntil);
    }
  }

  /**
   * What the template of the list takes.
   *
   * @param open what waits or runs
   * @param over the others
   * @param lockbox whether operators may ask
   * @param maySwitch whether the form for that is shown
   */
  public record ListPage(
      List<Request> open,
      List<Request> over,
      Instant now,
      Optional<Lockbox> lockbox,
      boolean maySwitch,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public ListPage {
      open = List.copyOf(open);
      over = List.copyOf(over);
    }
  }

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
