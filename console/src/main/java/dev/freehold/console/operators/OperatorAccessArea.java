package dev.freehold.console.operators;

import dev.freehold.console.decisions.AccessModels.Request;
import dev.freehold.console.decisions.AccessModels.Requests;
import dev.freehold.console.decisions.AccessModels.Scope;
import dev.freehold.console.decisions.TenantNames;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.ShellWord;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lockbox for operators: they ask a tenant for access, another one agrees, and then the tenant
 * decides. No page shows content: who has access reads it by the API, within what was approved.
 */
public final class OperatorAccessArea implements PageArea {

  private static final String LIST = "/operator/access-requests";
  private static final String ONE = LIST + "/{accessRequest}";

  /** Other users of the machine see neither the secret nor the token, in arguments or in a file. */
  private static final String TOKEN =
      "(umask 077; jq -r"
          + " '\"grant_type=client_credentials&scope=api://freehold/.default&client_id=\" +"
          + " .clientId + \"&client_secret=\" + (.clientSecret | @uri)' operator.json | curl -sS"
          + " --cacert \"$FREEHOLD_CA\" -d @- \"$FREEHOLD_URL/organizations/oauth2/v2.0/token\" |"
          + " jq -r '\"Authorization: Bearer \" + .access_token' > operator.header)";

  private static final String READ =
      "curl -sS --cacert \"$FREEHOLD_CA\" -H @operator.header \"$FREEHOLD_URL\"";

  private final InstantSource clock;

  /** Tells how much time is left by {@code clock}. */
  public OperatorAccessArea(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(LIST, this::list), ScreenRoute.of(ONE, this::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(LIST, LIST, OperatorAccessArea::ask),
        ActRoute.post(ONE + "/approve", ONE, OperatorAccessArea::endorse));
  }

  private PageView list(Visit visit) {
    return PageView.of(
        "operators/access-requests",
        visit.texts().of("page.operator.access-requests"),
        new ListPage(
            visit.get(Requests.class, LIST),
            TenantNames.of(visit),
            clock.instant(),
            visit.may("POST", LIST),
            visit.refused()),
        Recipe.ofCall("GET " + Visit.API + LIST),
        Recipe.ofCall("POST " + Visit.API + LIST));
  }

  private PageView one(Visit visit) {
    String path = LIST + "/" + visit.segment("accessRequest");
    Request request = visit.get(Request.class, path);
    boolean isOwn = visit.person().objectId().toString().equals(request.requestedById());
    String content = path + (request.scope().site() == null ? "/messages" : "/documents");
    return PageView.of(
        "operators/access-request",
        visit.texts().of("access.title", request.id()),
        new OnePage(
            LIST + "/" + RequestUri.encode(request.id()),
            request,
            TenantNames.of(visit).in(request.tenantId()),
            clock.instant(),
            isOwn,
            request.state().equals("requested") && !isOwn && visit.may("POST", path + "/approve"),
            reading(request.scope(), Visit.API + path),
            visit.refused()),
        Recipe.ofCall("POST " + Visit.API + path + "/approve"),
        Recipe.ofCall("GET " + Visit.API + content));
  }

  /** The lines that read what is within the scope; what is in capitals is for the reader. */
  private static List<String> reading(Scope scope, String path) {
    Stream<String> calls =
        scope.site() == null
            ? Stream.of(
                "/folders",
                "/messages?folder=" + folder(scope),
                "/messages/UID/content?folder=" + folder(scope))
            : Stream.of(
                "/documents?prefix=" + encoded(scope.prefix()), "/documents/content?name=NAME");
    return Stream.concat(Stream.of(TOKEN), calls.map(call -> READ + ShellWord.of(path + call)))
        .toList();
  }

  private static String folder(Scope scope) {
    return scope.folder() == null ? "FOLDER" : encoded(scope.folder());
  }

  private static String encoded(String text) {
    return text == null ? "" : RequestUri.encode(text);
  }

  /** What is left empty is left out: the API says what has to be there. */
  private static Outcome ask(Visit visit, FormBody form) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    for (String field :
        List.of("tenant", "mailbox", "folder", "site", "prefix", "supportCase", "reason")) {
      Optional.of(form.text(field))
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> wanted.put(field, text));
    }
    for (String field : List.of("firstUid", "lastUid", "durationMinutes")) {
      if (!form.text(field).isEmpty()) {
        wanted.put(field, number(visit, form.text(field)));
      }
    }
    Request made = visit.parsed(Request.class, visit.send("POST", LIST, wanted));
    return new Outcome.Done(LIST + "/" + RequestUri.encode(made.id()), "access-asked");
  }

  private static long number(Visit visit, String typed) {
    try {
      return Long.parseLong(typed);
    } catch (NumberFormatException noNumber) {
      throw new RefusedException(
          new Problem(400, "request-invalid", visit.texts().of("operator.no-number", typed)));
    }
  }

  private static Outcome endorse(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = LIST + "/" + visit.segment("accessRequest");
    visit.send("POST", path + "/approve");
    return new Outcome.Done(path, "access-endorsed");
  }

  /** What the template of the list takes. */
  public record ListPage(
      Requests requests,
      TenantNames names,
      Instant now,
      boolean mayAsk,
      Optional<Problem> refused) {}

  /**
   * What the template of one takes.
   *
   * @param path of this page, below {@code /console}
   * @param tenant the name of the tenant
   * @param isOwn whether the reader asked for it, so that another operator agrees
   * @param reading the lines that read what it opens
   */
  public record OnePage(
      String path,
      Request request,
      String tenant,
      Instant now,
      boolean isOwn,
      boolean mayEndorse,
      List<String> reading,
      Optional<Problem> refused) {

    /** Copies the list. */
    public OnePage {
      reading = List.copyOf(reading);
    }
  }
}
