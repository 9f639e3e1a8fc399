package dev.freehold.server.login;

import static dev.freehold.server.login.SiteJson.body;
import static dev.freehold.server.login.SiteJson.id;
import static dev.freehold.server.login.SiteJson.json;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Reply;
import dev.freehold.server.pending.ActDesk;
import dev.freehold.server.pending.ActViews;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Content;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Pending acts of vaults that run alone, with the routes and answers of the service's REST API.
 * Thread-safe.
 */
public final class PendingSite {

  private static final List<String> ACTS = List.of("api", "v1", "pending-acts");
  private static final List<String> ERASURES = List.of("api", "v1", "ledger", "erasures");

  private final SiteCallers callers;
  private final ActDesk desk;

  /**
   * @param callers says who asks
   */
  public PendingSite(SiteCallers callers, ActDesk desk) {
    this.callers = callers;
    this.desk = desk;
  }

  /** Whether the path is one for this. */
  static boolean isPending(List<String> path) {
    return path.equals(ERASURES)
        || (path.size() >= ACTS.size() && path.subList(0, ACTS.size()).equals(ACTS));
  }

  Answer answer(WebRequest request, List<String> path, URI own) {
    if (path.equals(ERASURES)) {
      return erasure(request, own);
    }
    List<String> below = path.subList(ACTS.size(), path.size());
    String what = request.method() + " " + (below.size() < 2 ? below.size() : below.getLast());
    return switch (what) {
      case "GET 0" -> json(200, desk.list(callers.current(request, own, ActDesk.CONCERNED)));
      case "GET 1" ->
          json(
              200,
              desk.get(callers.current(request, own, ActDesk.CONCERNED), id(below.getFirst())));
      case "POST 0" -> requested(request, own);
      case "POST agree" -> one(request, own, ActDesk.OTHERS, below, desk::agree);
      case "POST cancel" -> one(request, own, ActDesk.OTHERS, below, desk::cancel);
      case "POST carry-out" -> carriedOut(request, own, below);
      default -> throw ProblemException.notFound();
    };
  }

  private Answer requested(WebRequest request, URI own) {
    Caller caller = callers.current(request, own, ActDesk.REQUESTERS);
    return json(202, desk.request(caller, body(request, ActViews.Wanted.class)));
  }

  private Answer erasure(WebRequest request, URI own) {
    if (!request.method().equals("POST")) {
      throw ProblemException.notFound();
    }
    Caller caller = callers.current(request, own, ActDesk.REQUESTERS);
    UUID objectId = body(request, ActViews.Erasure.class).objectId();
    return json(202, desk.request(caller, ActViews.Wanted.erasing(objectId)));
  }

  private Answer one(
      WebRequest request,
      URI own,
      Set<Role> roles,
      List<String> below,
      BiFunction<Caller, UUID, ActViews.View> step) {
    return json(200, step.apply(callers.current(request, own, roles), id(below.getFirst())));
  }

  private Answer carriedOut(WebRequest request, URI own, List<String> below) {
    Reply reply =
        desk.carryOut(callers.current(request, own, ActDesk.REQUESTERS), id(below.getFirst()));
    return Answer.content(200, new Content(reply.mediaType(), reply.bytes()), reply.headers());
  }
}
