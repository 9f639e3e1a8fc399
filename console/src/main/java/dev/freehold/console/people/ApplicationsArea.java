package dev.freehold.console.people;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.ListedWays;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.ShownOnce;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs of a tenant. */
public final class ApplicationsArea implements PageArea {

  private static final String ALL = "/applications";
  private static final String ONE = ALL + "/{application}";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        ScreenRoute.of(ALL, ApplicationsArea::list), ScreenRoute.of(ONE, ApplicationsArea::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(ALL, ALL, ApplicationsArea::make),
        new ActRoute(ONE + "/edit", "PATCH", ONE, ONE, ApplicationsArea::edit),
        new ActRoute(ONE + "/enable", "PATCH", ONE, ONE, (visit, _) -> enable(visit, true)),
        new ActRoute(ONE + "/disable", "PATCH", ONE, ONE, ApplicationsArea::disable),
        ActRoute.post(ONE + "/secret", ONE, ApplicationsArea::rotate),
        ActRoute.post(ONE + "/sign-out", ONE, ApplicationsArea::signOut),
        new ActRoute(
            ONE + "/ways-in/{way}/end",
            "DELETE",
            ONE + "/ways-in/{way}",
            ONE,
            ApplicationsArea::end),
        new ActRoute(ONE + "/ask", "POST", PendingAsk.RESOURCE, ONE, ApplicationsArea::ask),
        new ActRoute(ONE + "/delete", "DELETE", ONE, ONE, ApplicationsArea::delete));
  }

  private static PageView list(Visit visit) {
    Optional<String> after = visit.asked("after");
    List<PeopleModels.Application> applications = page(visit, after);
    Optional<String> next =
        applications.isEmpty()
            ? Optional.empty()
            : Optional.of(applications.getLast().objectId().toString())
                .filter(last -> !page(visit, Optional.of(last)).isEmpty())
                .map(last -> ALL + "?after=" + last);
    return PageView.of(
        "applications",
        visit.texts().of("page.applications"),
        new PeopleModels.ApplicationsPage(
            applications,
            next,
            after.isPresent(),
            RoleBox.none(),
            visit.may("POST", ALL),
            visit.refused()),
        Recipe.of("Get-AzADServicePrincipal", "GET " + Visit.API + ALL),
        Recipe.of(
            "freehold application create --role=EXCHANGE_ADMIN --out=import.json \"mail import\"",
            "POST " + Visit.API + ALL));
  }

  private static List<PeopleModels.Application> page(Visit visit, Optional<String> after) {
    return visit
        .get(
            PeopleModels.Applications.class,
            ALL,
            after.map(last -> Map.of("after", last)).orElse(Map.of()))
        .applications();
  }

  private static PageView one(Visit visit) {
    PeopleModels.Application application = application(visit);
    String path = ALL + "/" + application.objectId();
    return PageView.of(
        "application",
        application.displayName(),
        new PeopleModels.ApplicationPage(
            application,
            RoleBox.of(application.roles()),
            ListedWays.Table.of(visit.get(ListedWays.Listed.class, path + "/ways-in"), path),
            PendingAsk.kinds(visit, application.roles()),
            visit.refused()),
        Recipe.of("freehold application renew import.json", "POST " + Visit.API + path + "/secret"),
        Recipe.ofCall("PATCH " + Visit.API + path + " {\"roles\": [\"AUDITOR\"]}"));
  }

  private static PeopleModels.Application application(Visit visit) {
    return visit.get(PeopleModels.Application.class, path(visit));
  }

  private static Outcome make(Visit visit, FormBody form) {
    PeopleModels.NewSecret made =
        visit.parsed(
            PeopleModels.NewSecret.class,
            visit.send(
                "POST",
                ALL,
                Map.of(
                    "displayName", form.text("displayName"),
                    "roles", RoleBox.ticked(form))));
    return shown("application-made", made, visit);
  }

  private static Outcome rotate(Visit visit, FormBody form) {
    PeopleModels.NewSecret made =
        visit.parsed(
            PeopleModels.NewSecret.class,
            visit.send(
                "POST", path(visit) + "/secret", Map.of("overlapSeconds", overlap(visit, form))));
    return shown("application-rotated", made, visit);
  }

  private static long overlap(Visit visit, FormBody form) {
    try {
      return Long.parseLong(form.field("overlapSeconds").orElse("0"));
    } catch (NumberFormatException notANumber) {
      throw new RefusedException(
          new Problem(400, "request-invalid", visit.texts().of("application.overlap-wrong")));
    }
  }

  /** The secret is nowhere else. */
  private static Outcome shown(String key, PeopleModels.NewSecret made, Visit visit) {
    return new ShownOnce(
            key,
            List.of(
                new ShownOnce.Fact("label.name", made.displayName()),
                new ShownOnce.Fact("applications.client-id", made.clientId().toString()),
                new ShownOnce.Fact("applications.secret", made.clientSecret())),
            ALL + "/" + made.objectId())
        .outcome(visit);
  }

  private static Outcome edit(Visit visit, FormBody form) {
    visit.send("PATCH", path(visit), Map.of("roles", RoleBox.ticked(form)));
    return new Outcome.Done(path(visit), "user-roles");
  }

  private static Outcome disable(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    return enable(visit, false);
  }

  private static Outcome ask(Visit visit, FormBody form) {
    return PendingAsk.ask(visit, form, application(visit).objectId(), path(visit));
  }

  private static Outcome enable(Visit visit, boolean enabled) {
    visit.send("PATCH", path(visit), Map.of("enabled", enabled));
    return new Outcome.Done(path(visit), enabled ? "user-enabled" : "user-disabled");
  }

  private static Outcome signOut(Visit visit, FormBody form) {
    visit.send("POST", path(visit) + "/sign-out");
    return new Outcome.Done(path(visit), "user-signed-out");
  }

  private static Outcome end(Visit visit, FormBody form) {
    visit.send("DELETE", path(visit) + "/ways-in/" + visit.segment("way"));
    return new Outcome.Done(path(visit), "way-ended");
  }

  private static Outcome delete(Visit visit, FormBody form) {
    FormConfirmation.require(visit, form, application(visit).displayName());
    visit.send("DELETE", path(visit));
    return new Outcome.Done(ALL, "application-deleted");
  }

  private static String path(Visit visit) {
    return ALL + "/" + RequestUri.encode(visit.path("application"));
  }
}
