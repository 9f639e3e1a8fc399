package dev.freehold.server.login;

import static dev.freehold.server.login.SiteJson.id;
import static dev.freehold.server.login.SiteJson.json;

import dev.freehold.custody.identity.Caller;
import dev.freehold.server.directory.WayDesk;
import dev.freehold.vault.wire.Answer;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebRequest;
import java.net.URI;
import java.util.List;

/** The ways in of the people and programs of vaults that run alone. Thread-safe. */
final class WaysSite {

  private static final List<String> API = List.of("api", "v1");
  private static final String WAYS = "ways-in";
  private static final int OWNER = 2;

  private final WayDesk ways;
  private final SiteCallers callers;

  WaysSite(WayDesk ways, SiteCallers callers) {
    this.ways = ways;
    this.callers = callers;
  }

  /** Whether a path is one of the caller's own ways, or of somebody's who has a segment more. */
  static boolean isWays(List<String> path) {
    int at = path.size() > OWNER ? place(path) : path.size();
    return path.size() > at && path.get(at).equals(WAYS) && path.subList(0, OWNER).equals(API);
  }

  private static int place(List<String> path) {
    return OWNER + (path.get(OWNER).equals("me") ? 1 : 2);
  }

  /** Answers whoever has a token about the own ways, and administrators about others'. */
  Answer answer(WebRequest request, List<String> path, URI own) {
    List<String> below = path.subList(place(path) + 1, path.size());
    Caller caller = callers.current(request, own);
    String what = request.method() + " " + below.size() + " " + path.get(OWNER);
    String owner = path.get(OWNER + 1);
    return switch (what) {
      case "GET 0 me" -> json(200, ways.listOwn(caller));
      case "DELETE 1 me" -> {
        ways.endOwn(caller, id(below.getFirst()));
        yield Answer.noContent();
      }
      case "GET 0 users" -> json(200, ways.listOfUser(administrator(caller), owner));
      case "DELETE 1 users" -> {
        ways.endOfUser(administrator(caller), owner, id(below.getFirst()));
        yield Answer.noContent();
      }
      case "GET 0 applications" ->
          json(200, ways.listOfApplication(administrator(caller), id(owner)));
      case "DELETE 1 applications" -> {
        ways.endOfApplication(administrator(caller), id(owner), id(below.getFirst()));
        yield Answer.noContent();
      }
      default -> throw ProblemException.notFound();
    };
  }

  private static Caller administrator(Caller caller) {
    return SiteCallers.require(caller, DirectorySite.ADMINISTRATORS);
  }
}
