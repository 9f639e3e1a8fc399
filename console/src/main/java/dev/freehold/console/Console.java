package dev.freehold.console;

import dev.freehold.console.account.AccountArea;
import dev.freehold.console.account.SecondFactorArea;
import dev.freehold.console.api.Api;
import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.api.ApiCall;
import dev.freehold.console.audit.AuditArea;
import dev.freehold.console.decisions.AccessArea;
import dev.freehold.console.decisions.ApproverArea;
import dev.freehold.console.decisions.MovesArea;
import dev.freehold.console.decisions.OperatorArea;
import dev.freehold.console.decisions.PendingArea;
import dev.freehold.console.decisions.PurgeRequestArea;
import dev.freehold.console.decisions.PurgesArea;
import dev.freehold.console.decisions.RecoveryArea;
import dev.freehold.console.frame.ConsolePerson;
import dev.freehold.console.frame.ConsoleTexts;
import dev.freehold.console.frame.Frame;
import dev.freehold.console.frame.Menu;
import dev.freehold.console.holds.HoldsArea;
import dev.freehold.console.jobs.JobsArea;
import dev.freehold.console.mailboxes.MailboxArea;
import dev.freehold.console.mailboxes.MailboxesArea;
import dev.freehold.console.migrations.MigrationsArea;
import dev.freehold.console.operators.OperatorAccessArea;
import dev.freehold.console.operators.ServerArea;
import dev.freehold.console.operators.TenantArea;
import dev.freehold.console.overview.OverviewArea;
import dev.freehold.console.people.ApplicationsArea;
import dev.freehold.console.people.UsersArea;
import dev.freehold.console.policies.PoliciesArea;
import dev.freehold.console.policies.PolicyArea;
import dev.freehold.console.previews.PreviewArea;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageArea.ActRoute;
import dev.freehold.console.screen.PageArea.FileRoute;
import dev.freehold.console.screen.PageArea.ScreenRoute;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Templates;
import dev.freehold.console.screen.Visit;
import dev.freehold.console.sites.GeosArea;
import dev.freehold.console.sites.SitesArea;
import dev.freehold.console.vaults.VaultsArea;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.PathPattern;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.RequestUri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All pages. Somebody sees a page and its line in the menu if and only if the API would answer them
 * at the resource of the page. Thread-safe.
 */
public final class Console {

  /** The field of every form that carries its token. */
  public static final String FORM_TOKEN = "form_token";

  private static final String DONE = "done";

  private final ConsoleTexts texts = ConsoleTexts.load();
  private final Templates templates = new Templates();
  private final List<PageArea> areas;
  private final List<Found<ScreenRoute>> screens;
  private final List<Found<ActRoute>> acts;
  private final List<Found<FileRoute>> files;

  /** A console with all pages. */
  public Console() {
    this.areas =
        List.of(
            new OverviewArea(InstantSource.system()),
            new PoliciesArea(),
            new PolicyArea(),
            new VaultsArea(),
            new AuditArea(),
            new UsersArea(),
            new ApplicationsArea(),
            new MailboxesArea(),
            new MailboxArea(),
            new GeosArea(),
            new SitesArea(),
            new JobsArea(),
            new MigrationsArea(),
            new PreviewArea(),
            new HoldsArea(),
            new PurgesArea(InstantSource.system()),
            new PurgeRequestArea(),
            new ApproverArea(),
            new AccessArea(InstantSource.system()),
            new RecoveryArea(),
            new MovesArea(),
            new PendingArea(InstantSource.system()),
            new OperatorArea(),
            new OperatorAccessArea(InstantSource.system()),
            new TenantArea(),
            new ServerArea(),
            new SecondFactorArea(),
            new AccountArea());
    this.screens =
        areas.stream()
            .flatMap(area -> area.screens().stream())
            .map(route -> new Found<>(pattern(route.path()), route))
            .toList();
    this.acts =
        areas.stream()
            .flatMap(area -> area.acts().stream())
            .map(route -> new Found<>(pattern(route.path()), route))
            .toList();
    this.files =
        areas.stream()
            .flatMap(area -> area.files().stream())
            .map(route -> new Found<>(pattern(route.path()), route))
            .toList();
  }

  private record Found<R>(PathPattern path, R route) {}

  private static PathPattern pattern(String path) {
    return PathPattern.of("/console" + path);
  }

  /** The pages, for tests that walk them. */
  public List<ScreenRoute> screens() {
    return screens.stream().map(Found::route).toList();
  }

  /** The forms, for tests that walk them. */
  public List<ActRoute> acts() {
    return acts.stream().map(Found::route).toList();
  }

  /** The files, for tests that walk them. */
  public List<FileRoute> files() {
    return files.stream().map(Found::route).toList();
  }

  /**
   * Answers a request of somebody with a session.
   *
   * @throws ProblemException if the API does not even say who asks
   */
  public ConsoleAnswer serve(ConsoleRequest request) {
    Desk desk = desk(request);
    try {
      return request.form().map(desk::submit).orElseGet(desk::show);
    } catch (RefusedException refused) {
      return desk.refusal(refused.problem());
    }
  }

  private Desk desk(ConsoleRequest request) {
    try {
      return new Desk(request);
    } catch (RefusedException refused) {
      // Without the person there is neither a menu nor a page to say it on.
      throw new ProblemException(refused.problem());
    }
  }

  /** One request. */
  private final class Desk {
    private final ConsoleRequest request;
    private final Api api;
    private final ConsolePerson person;
    private final List<String> segments;
    private final String path;

    Desk(ConsoleRequest request) {
      this.request = request;
      this.api = request.person().api();
      this.segments = withFirst(request.segments());
      this.path =
          request.segments().stream()
              .map(one -> "/" + RequestUri.encode(one))
              .collect(Collectors.joining());
      Visit first = visit(Map.of(), Optional.empty(), null);
      this.person = first.get(ConsolePerson.class, "/me");
    }

    ConsoleAnswer show() {
      for (Found<FileRoute> each : files) {
        Optional<Map<String, String>> parameters = each.path.match(segments);
        if (parameters.isPresent()) {
          return file(each.route, parameters.get());
        }
      }
      for (Found<ScreenRoute> each : screens) {
        Optional<Map<String, String>> parameters = each.path.match(segments);
        if (parameters.isPresent()) {
          return html(
              200, "/console" + path, path, screen(each.route, parameters.get(), Optional.empty()));
        }
      }
      return pageOfForm()
          .orElseThrow(() -> new RefusedException(ProblemException.notFound().problem()));
    }

    /** Who loads the answer to a form again comes to the page with the form. */
    private Optional<ConsoleAnswer> pageOfForm() {
      return acts.stream()
          .flatMap(
              each ->
                  each.path.match(segments).stream()
                      .map(parameters -> filled("/console" + each.route.page(), parameters)))
          .findFirst()
          .map(ConsoleAnswer.SeeOther::new);
    }

    private ConsoleAnswer file(FileRoute route, Map<String, String> parameters) {
      require("GET", route.resource(), parameters);
      String resource = Visit.API + filled(route.resource(), parameters);
      return switch (api.call(ApiCall.get(resource, route.query()))) {
        case ApiAnswer.Done done -> new ConsoleAnswer.Download(done.headers(), done.bytes());
        case ApiAnswer.Refused refused -> throw new RefusedException(refused.problem());
      };
    }

    ConsoleAnswer submit(FormBody form) {
      requireOwnForm(form);
      for (Found<ActRoute> each : acts) {
        Optional<Map<String, String>> parameters = each.path.match(segments);
        if (parameters.isPresent()) {
          return act(each.route, parameters.get(), form);
        }
      }
      throw new RefusedException(ProblemException.notFound().problem());
    }

    private ConsoleAnswer act(ActRoute route, Map<String, String> parameters, FormBody form) {
      require(route.method(), route.resource(), parameters);
      try {
        Outcome outcome = route.act().act(visit(parameters, Optional.empty(), person), form);
        return answer(outcome, filled(route.page(), parameters));
      } catch (RefusedException refused) {
        return formAgain(route, parameters, refused);
      }
    }

    private ConsoleAnswer formAgain(
        ActRoute route, Map<String, String> parameters, RefusedException refused) {
      try {
        return html(
            refused.problem().status(),
            filled("/console" + route.page(), parameters),
            filled(route.page(), parameters),
            screen(pageOf(route), parameters, Optional.of(refused.problem())));
      } catch (RefusedException _) {
        // The page cannot be shown, but people still have to see why their form was refused.
        throw refused;
      }
    }

    /** The page that the form is on. */
    private ScreenRoute pageOf(ActRoute route) {
      return screens.stream()
          .map(Found::route)
          .filter(screen -> screen.path().equals(route.page()))
          .findFirst()
          .orElseThrow();
    }

    /**
     * What comes after a form.
     *
     * @param page the page that the form is on, below {@code /console}
     */
    private ConsoleAnswer answer(Outcome outcome, String page) {
      return switch (outcome) {
        case Outcome.Done done ->
            new ConsoleAnswer.SeeOther("/console%s?%s=%s".formatted(done.page(), DONE, done.key()));
        case Outcome.Shown shown -> html(200, "/console" + page, page, shown.view());
        case Outcome.Saved saved ->
            new ConsoleAnswer.Download(
                Map.of(
                    "Content-Disposition", "attachment; filename=\"%s\"".formatted(saved.file())),
                saved.bytes());
        case Outcome.SignedOut _ -> new ConsoleAnswer.SignOut();
      };
    }

    private PageView screen(
        ScreenRoute route, Map<String, String> parameters, Optional<Problem> refused) {
      require("GET", route.resource(), parameters);
      return route.screen().show(visit(parameters, refused, person));
    }

    private void require(String method, String resource, Map<String, String> parameters) {
      if (!api.allows(method, Visit.API + filled(resource, parameters))) {
        throw new RefusedException(ProblemException.forbidden().problem());
      }
    }

    private void requireOwnForm(FormBody form) {
      byte[] expected = request.person().formToken().getBytes(StandardCharsets.UTF_8);
      byte[] given = form.field(FORM_TOKEN).orElse("").getBytes(StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(expected, given)) {
        throw new RefusedException(
            new Problem(
                403,
                "form-expired",
                "the form is of another session; go back, load the page again and repeat it"));
      }
    }

    private Visit visit(
        Map<String, String> parameters, Optional<Problem> refused, ConsolePerson somebody) {
      return new Visit(api, somebody, texts, parameters, request.query(), refused, request.form());
    }

    ConsoleAnswer refusal(Problem problem) {
      return html(
          problem.status(),
          "/console",
          path,
          new PageView(
              "refused",
              texts.of("refused." + kind(problem.status())),
              Map.of("page", problem, "kind", kind(problem.status())),
              List.of()));
    }

    private static String kind(int status) {
      return switch (status) {
        case 403 -> "not-allowed";
        case 404 -> "not-found";
        case 429, 503 -> "busy";
        default -> status >= 500 ? "failed" : "refused";
      };
    }

    /**
     * A page.
     *
     * @param page its address, or that of the page with the form that was sent
     * @param inMenu where it is in the menu, below {@code /console}
     */
    private ConsoleAnswer html(int status, String page, String inMenu, PageView view) {
      Optional<String> done =
          Optional.ofNullable(request.query().get(DONE))
              .filter(_ -> request.form().isEmpty())
              .flatMap(key -> texts.find("done." + key));
      Frame frame =
          new Frame(
              texts,
              page,
              view.title(),
              person,
              Menu.of(inMenu, this::isShown),
              request.person().formToken(),
              done,
              status >= 400 ? request.form() : Optional.empty(),
              view.recipes());
      return new ConsoleAnswer.Html(status, templates.render(view, frame));
    }

    private boolean isShown(String page) {
      return areas.stream()
          .filter(area -> area.isInMenuOf(person))
          .flatMap(area -> area.screens().stream())
          .filter(route -> route.path().equals(page))
          .anyMatch(route -> api.allows("GET", Visit.API + route.resource()));
    }
  }

  private static List<String> withFirst(List<String> segments) {
    return Stream.concat(Stream.of("console"), segments.stream()).toList();
  }

  private static String filled(String path, Map<String, String> parameters) {
    String filled = path;
    for (Map.Entry<String, String> each : parameters.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", RequestUri.encode(each.getValue()));
    }
    return filled;
  }
}
