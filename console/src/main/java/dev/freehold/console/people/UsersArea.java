package dev.freehold.console.people;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.ListedWays;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.ShellWord;
import dev.freehold.console.screen.ShownOnce;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.RequestUri;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people of a tenant. */
public final class UsersArea implements PageArea {

  private static final String ALL = "/users";
  private static final String ONE = ALL + "/{user}";
  private static final int PAGE_ROWS = 100;

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(ALL, UsersArea::list), ScreenRoute.of(ONE, UsersArea::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(ALL, ALL, UsersArea::make),
        new ActRoute(ONE + "/edit", "PATCH", ONE, ONE, UsersArea::edit),
        new ActRoute(ONE + "/enable", "PATCH", ONE, ONE, (visit, _) -> enable(visit, true)),
        new ActRoute(ONE + "/disable", "PATCH", ONE, ONE, UsersArea::disable),
        new ActRoute(ONE + "/password", "PUT", ONE + "/password", ONE, UsersArea::reset),
        ActRoute.post(ONE + "/sign-out", ONE, UsersArea::signOut),
        new ActRoute(
            ONE + "/ways-in/{way}/end", "DELETE", ONE + "/ways-in/{way}", ONE, UsersArea::end),
        new ActRoute(ONE + "/ask", "POST", PendingAsk.RESOURCE, ONE, UsersArea::ask),
        new ActRoute(ONE + "/delete", "DELETE", ONE, ONE, UsersArea::delete));
  }

  private static PageView list(Visit visit) {
    Map<String, String> asked = new HashMap<>(Map.of("max", Integer.toString(PAGE_ROWS)));
    visit.asked("after").ifPresent(after -> asked.put("after", after));
    List<PeopleModels.User> users = visit.get(PeopleModels.Users.class, ALL, asked).users();
    Optional<String> next =
        users.size() < PAGE_ROWS
            ? Optional.empty()
            : Optional.of(ALL + "?after=" + RequestUri.encode(users.getLast().userPrincipalName()));
    return PageView.of(
        "users",
        visit.texts().of("page.users"),
        new PeopleModels.UsersPage(
            users,
            next,
            asked.containsKey("after"),
            RoleBox.none(),
            visit.may("POST", ALL),
            visit.refused()),
        Recipe.of("Get-AzADUser", "GET " + Visit.API + ALL),
        Recipe.of(
            "freehold user create --name \"Bob Roe\" --role EXCHANGE_ADMIN"
                + " --first-password first bob@contoso.example",
            "POST " + Visit.API + ALL));
  }

  private static PageView one(Visit visit) {
    PeopleModels.User user = user(visit);
    String path = ALL + "/" + user.objectId();
    boolean isOwn = user.objectId().equals(visit.person().objectId());
    return PageView.of(
        "user",
        user.displayName(),
        new PeopleModels.UserPage(
            user,
            isOwn,
            RoleBox.of(user.roles()),
            ListedWays.Table.of(visit.get(ListedWays.Listed.class, path + "/ways-in"), path),
            visit.asked("reach").map(_ -> Reach.of(user.objectId(), visit)),
            isOwn ? List.of() : PendingAsk.kinds(visit, user.roles()),
            visit.refused()),
        Recipe.of(
            "Get-AzADUser -UserPrincipalName " + ShellWord.ofPowerShell(user.userPrincipalName()),
            "GET " + Visit.API + ALL + "/" + user.userPrincipalName()),
        Recipe.ofCall(
            "PATCH "
                + Visit.API
                + ALL
                + "/"
                + user.userPrincipalName()
                + " {\"enabled\": false, \"roles\": [\"AUDITOR\"]}"));
  }

  private static Outcome make(Visit visit, FormBody form) {
    PeopleModels.NewPassword made =
        visit.parsed(
            PeopleModels.NewPassword.class,
            visit.send(
                "POST",
                ALL,
                Map.of(
                    "userPrincipalName", form.text("userPrincipalName"),
                    "displayName", form.text("displayName"),
                    "roles", RoleBox.ticked(form))));
    return shown("user-made", made, visit);
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
    return PendingAsk.ask(visit, form, user(visit).objectId(), path(visit));
  }

  private static Outcome enable(Visit visit, boolean enabled) {
    visit.send("PATCH", path(visit), Map.of("enabled", enabled));
    return new Outcome.Done(path(visit), enabled ? "user-enabled" : "user-disabled");
  }

  private static Outcome reset(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    PeopleModels.NewPassword made =
        visit.parsed(
            PeopleModels.NewPassword.class, visit.send("PUT", path(visit) + "/password", Map.of()));
    return shown("user-reset", made, visit);
  }

  /** The password is nowhere else. */
  private static Outcome shown(String key, PeopleModels.NewPassword made, Visit visit) {
    return new ShownOnce(
            key,
            List.of(
                new ShownOnce.Fact("label.sign-in-name", made.userPrincipalName()),
                new ShownOnce.Fact("users.first-password", made.password())),
            ALL + "/" + made.objectId())
        .outcome(
            visit,
            Recipe.of(
                "freehold user password " + ShellWord.of(made.userPrincipalName()),
                "POST " + Visit.API + "/password"));
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
    FormConfirmation.require(visit, form, user(visit).userPrincipalName());
    visit.send("DELETE", path(visit));
    return new Outcome.Done(ALL, "user-deleted");
  }

  private static PeopleModels.User user(Visit visit) {
    return visit.get(PeopleModels.User.class, path(visit));
  }

  private static String path(Visit visit) {
    return ALL + "/" + visit.segment("user");
  }
}
