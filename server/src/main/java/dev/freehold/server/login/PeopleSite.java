package dev.freehold.server.login;

import static dev.freehold.server.login.SiteJson.body;
import static dev.freehold.server.login.SiteJson.json;

import dev.freehold.custody.identity.Caller;
import dev.freehold.server.directory.IdentityEdits;
import dev.freehold.server.directory.People;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.vault.wire.Answer;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import dev.freehold.web.http.WebRequest;
import java.util.List;

/** The people of the one tenant of vaults that run alone. Thread-safe. */
final class PeopleSite {

  private static final List<String> USERS = List.of("api", "v1", "users");
  private static final List<String> OWN_PASSWORD = List.of("api", "v1", "me", "password");

  private static final List<String> PASSWORD = List.of("api", "v1", "password");

  private final People people;
  private final IdentityEdits edits;

  PeopleSite(People people, IdentityEdits edits) {
    this.people = people;
    this.edits = edits;
  }

  static boolean isUsers(List<String> path) {
    return path.size() >= USERS.size() && path.subList(0, USERS.size()).equals(USERS);
  }

  static boolean isOwnPassword(List<String> path) {
    return path.equals(OWN_PASSWORD);
  }

  static boolean isPassword(List<String> path) {
    return path.equals(PASSWORD);
  }

  /** Answers whoever knows a password, with a token or without. */
  Answer password(WebRequest request) {
    if (!request.method().equals("POST")) {
      throw ProblemException.notFound();
    }
    people.replacePassword(body(request, People.Replacement.class), request.remoteAddress());
    return Answer.noContent();
  }

  /** Answers an administrator. */
  Answer users(WebRequest request, RequestUri uri, Caller caller) {
    List<String> below = uri.segments().subList(USERS.size(), uri.segments().size());
    return switch (request.method() + " " + below.size()) {
      case "GET 0" ->
          json(
              200,
              people.list(caller, uri.parameter("after").orElse(""), HttpLimits.MAX_PAGE_ROWS));
      case "POST 0" -> json(201, people.create(caller, body(request, People.Wanted.class)));
      case "GET 1" -> json(200, people.get(caller, below.getFirst()));
      case "PATCH 1" ->
          json(
              200,
              edits.editUser(caller, below.getFirst(), body(request, IdentityEdits.Wanted.class)));
      case "POST 2" -> {
        if (!below.getLast().equals("sign-out")) {
          throw ProblemException.notFound();
        }
        edits.signOutUser(caller, below.getFirst());
        yield Answer.noContent();
      }
      case "DELETE 1" -> {
        people.delete(caller, below.getFirst());
        yield Answer.noContent();
      }
      case "PUT 2" -> {
        if (!below.getLast().equals("password")) {
          throw ProblemException.notFound();
        }
        yield json(
            200, people.resetPassword(caller, below.getFirst(), body(request, People.Reset.class)));
      }
      default -> throw ProblemException.notFound();
    };
  }

  /** Answers whoever has a token. */
  Answer ownPassword(WebRequest request, Caller caller) {
    if (!request.method().equals("PUT")) {
      throw ProblemException.notFound();
    }
    people.changePassword(caller, body(request, People.Change.class), request.remoteAddress());
    return Answer.noContent();
  }
}
