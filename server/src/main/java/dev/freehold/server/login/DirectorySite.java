package dev.freehold.server.login;

import static dev.freehold.server.login.SiteJson.body;
import static dev.freehold.server.login.SiteJson.id;
import static dev.freehold.server.login.SiteJson.json;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.TokenIssuer;
import dev.freehold.server.directory.Applications;
import dev.freehold.server.directory.IdentityEdits;
import dev.freehold.server.directory.People;
import dev.freehold.server.directory.WayDesk;
import dev.freehold.server.http.Json;
import dev.freehold.server.http.Problems;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.LoginSite;
import dev.freehold.vault.wire.WireError;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.WebRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the login host of vaults that run alone answers beside tokens: health, the applications and
 * people of their one tenant, and its ledger, with the routes and answers of the service's REST
 * API. Thread-safe.
 */
public final class DirectorySite implements LoginSite {

  private static final Logger LOG = LoggerFactory.getLogger(DirectorySite.class);
  static final Set<Role> ADMINISTRATORS = Set.of(Role.GLOBAL_ADMIN);
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final List<String> OWN_SIGN_OUT = List.of("api", "v1", "me", "sign-out");
  private static final List<String> APPLICATIONS = List.of("api", "v1", "applications");

  private final Applications applications;
  private final PeopleSite people;
  private final IdentityEdits edits;
  private final WaysSite ways;
  private final LedgerSite ledger;
  private final PendingSite pending;
  private final SiteCallers callers;
  private final TokenIssuer issuer;
  private final Supplier<String> probe;

  /**
   * @param ledger what is recorded of the tenant
   * @param pending what takes a second person or a time
   * @param callers says who asks
   * @param issuer whose signing key can be changed
   * @param probe says how it is, such as {@code ready}, if and only if the database works
   */
  public DirectorySite(
      Applications applications,
      People people,
      IdentityEdits edits,
      WayDesk ways,
      LedgerSite ledger,
      PendingSite pending,
      SiteCallers callers,
      TokenIssuer issuer,
      Supplier<String> probe) {
    this.applications = applications;
    this.people = new PeopleSite(people, edits);
    this.edits = edits;
    this.ways = new WaysSite(ways, callers);
    this.ledger = ledger;
    this.pending = pending;
    this.callers = callers;
    this.issuer = issuer;
    this.probe = probe;
  }

  @Override
  public Answer answer(WebRequest request, URI own) {
    try {
      RequestUri uri = RequestUri.parse(request);
      return route(request, uri, own);
    } catch (WireError unreadable) {
      throw unreadable;
    } catch (RuntimeException failed) {
      Problem problem = Problems.of(failed);
      if (problem.status() >= 500) {
        LOG.atWarn()
            .setCause(failed instanceof ProblemException ? null : failed)
            .log("request failed: {}", problem.detail());
      }
      return problem(problem);
    }
  }

  private Answer route(WebRequest request, RequestUri uri, URI own) {
    List<String> path = uri.segments();
    String method = request.method();
    if (method.equals("GET") && path.equals(List.of("livez"))) {
      return json(200, Map.of("status", "live"));
    }
    if (method.equals("GET") && path.equals(List.of("readyz"))) {
      return ready();
    }
    if (path.equals(OWN_SIGN_OUT) && method.equals("POST")) {
      edits.signOutSelf(callers.current(request, own));
      return Answer.noContent();
    }
    if (WaysSite.isWays(path)) {
      return ways.answer(request, path, own);
    }
    if (PeopleSite.isOwnPassword(path)) {
      return people.ownPassword(request, callers.current(request, own));
    }
    if (PeopleSite.isPassword(path)) {
      return people.password(request);
    }
    if (PeopleSite.isUsers(path)) {
      return people.users(request, uri, administrator(request, own));
    }
    if (PendingSite.isPending(path)) {
      return pending.answer(request, path, own);
    }
    if (LedgerSite.isLedger(path)) {
      return ledger.answer(request, uri, own);
    }
    boolean isApplications = path.size() >= 3 && path.subList(0, 3).equals(APPLICATIONS);
    boolean isSigningKeys = path.equals(List.of("api", "v1", "signing-keys"));
    if (!isApplications && !isSigningKeys) {
      throw ProblemException.notFound();
    }
    Caller caller = administrator(request, own);
    if (isSigningKeys && method.equals("POST")) {
      String actor = caller.objectId().toString();
      return json(201, Map.of("keyId", issuer.rotateSigningKey(actor)));
    }
    return applications(request, uri, caller);
  }

  private Answer applications(WebRequest request, RequestUri uri, Caller caller) {
    List<String> below = uri.segments().subList(3, uri.segments().size());
    String what = request.method() + " " + below.size();
    return switch (what) {
      case "GET 0" ->
          json(
              200,
              applications.list(
                  caller, uri.parameter("after").map(SiteJson::id).orElse(BEFORE_ALL)));
      case "POST 0" ->
          json(201, applications.create(caller, body(request, Applications.Wanted.class)));
      case "DELETE 1" -> {
        applications.delete(caller, id(below.getFirst()));
        yield Answer.noContent();
      }
      case "PATCH 1" ->
          json(
              200,
              edits.editApplication(
                  caller, id(below.getFirst()), body(request, IdentityEdits.Wanted.class)));
      case "POST 2" ->
          switch (below.getLast()) {
            case "secret" ->
                json(
                    201,
                    applications.rotate(
                        caller, id(below.getFirst()), body(request, Applications.Rotation.class)));
            case "sign-out" -> {
              edits.signOutApplication(caller, id(below.getFirst()));
              yield Answer.noContent();
            }
            default -> throw ProblemException.notFound();
          };
      default -> throw ProblemException.notFound();
    };
  }

  private Answer ready() {
    try {
      return json(200, Map.of("status", probe.get()));
    } catch (RuntimeException down) {
      return json(503, Map.of("status", "not ready"));
    }
  }

  private Caller administrator(WebRequest request, URI own) {
    return callers.current(request, own, ADMINISTRATORS);
  }

  private static Answer problem(Problem problem) {
    return new Answer(
        problem.status(),
        Optional.of(Json.MAPPER.valueToTree(problem.toBody(UUID.randomUUID().toString()))),
        switch (problem.status()) {
          case 401 -> Map.of("WWW-Authenticate", "Bearer");
          case 503 -> Map.of("Retry-After", "1");
          default -> Map.of();
        });
  }
}
