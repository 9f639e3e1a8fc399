package dev.freehold.console.account;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.ListedWays;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.ShellWord;
import dev.freehold.console.screen.ShownOnce;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Map;

/** The reader's own ways in, notifications, and leaving. */
public final class AccountArea implements PageArea {

  private static final String PAGE = "/me";
  private static final String WAYS = "/me/ways-in";
  private static final String KEYS = "/access-keys";
  private static final String APP_PASSWORDS = "/me/app-passwords";
  private static final String NOTIFICATIONS = "/me/notifications";
  private static final String PASSWORD = "/me/password";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(new ScreenRoute(PAGE, WAYS, AccountArea::show));
  }

  @Override
  public List<ActRoute> acts() {
    String key = KEYS + "/{key}";
    return List.of(
        new ActRoute("/me/ways-in/{way}/end", "DELETE", WAYS + "/{way}", PAGE, AccountArea::end),
        new ActRoute("/sign-out", "GET", "/me", PAGE, (_, _) -> new Outcome.SignedOut()),
        ActRoute.post("/me/sign-out", PAGE, AccountArea::signOutEverywhere),
        new ActRoute(PASSWORD, "PUT", PASSWORD, PAGE, AccountArea::changePassword),
        ActRoute.post(APP_PASSWORDS, PAGE, AccountArea::makeAppPassword),
        new ActRoute("/me/access-keys", "POST", KEYS, PAGE, AccountArea::makeKey),
        new ActRoute(
            "/me" + key + "/enable", "PATCH", key, PAGE, (visit, _) -> enableKey(visit, true)),
        new ActRoute(
            "/me" + key + "/disable", "PATCH", key, PAGE, (visit, _) -> enableKey(visit, false)),
        new ActRoute("/me" + key + "/delete", "DELETE", key, PAGE, AccountArea::deleteKey),
        new ActRoute(NOTIFICATIONS, "PUT", NOTIFICATIONS, PAGE, AccountArea::choose));
  }

  private static PageView show(Visit visit) {
    return PageView.of(
        "account",
        visit.texts().of("page.me"),
        new AccountModels.AccountPage(
            ListedWays.Table.of(visit.get(ListedWays.Listed.class, WAYS), PAGE),
            visit
                .find(AccountModels.AccessKeys.class, KEYS)
                .map(AccountModels.AccessKeys::accessKeys),
            visit.find(AccountModels.Notifications.class, NOTIFICATIONS),
            visit.refused()),
        recipes(visit));
  }

  private static Recipe[] recipes(Visit visit) {
    Recipe ways = Recipe.ofCall("GET " + Visit.API + WAYS);
    if (visit.person().isProgram()) {
      return new Recipe[] {ways};
    }
    String name = ShellWord.of(visit.person().userPrincipalName());
    return new Recipe[] {
      ways,
      Recipe.of("freehold user password " + name, "PUT " + Visit.API + PASSWORD),
      Recipe.of(
          "freehold access-key create --user=" + name + " --out=credentials",
          "POST " + Visit.API + KEYS)
    };
  }

  private static Outcome end(Visit visit, FormBody form) {
    visit.send("DELETE", WAYS + "/" + visit.segment("way"));
    return new Outcome.Done(PAGE, "way-ended");
  }

  private static Outcome signOutEverywhere(Visit visit, FormBody form) {
    visit.send("POST", "/me/sign-out");
    return new Outcome.SignedOut();
  }

  /** The sign-in of this browser ends with the former password. */
  private static Outcome changePassword(Visit visit, FormBody form) {
    String wanted = form.field("newPassword").orElse("");
    if (!wanted.equals(form.field("newPasswordAgain").orElse(""))) {
      throw new RefusedException(
          new Problem(400, "passwords-differ", visit.texts().of("account.passwords-differ")));
    }
    visit.send(
        "PUT",
        PASSWORD,
        Map.of("currentPassword", form.field("currentPassword").orElse(""), "newPassword", wanted));
    return new Outcome.Done(PAGE, "password-changed");
  }

  private static Outcome makeAppPassword(Visit visit, FormBody form) {
    AccountModels.NewAppPassword made =
        visit.parsed(
            AccountModels.NewAppPassword.class,
            visit.send("POST", APP_PASSWORDS, Map.of("name", form.text("name"))));
    return new ShownOnce(
            "app-password-made",
            List.of(
                new ShownOnce.Fact("account.app-password-name", made.name()),
                new ShownOnce.Fact("label.sign-in-name", visit.person().userPrincipalName()),
                new ShownOnce.Fact("account.app-password", made.password())),
            PAGE)
        .outcome(visit);
  }

  private static Outcome makeKey(Visit visit, FormBody form) {
    AccountModels.NewAccessKey made =
        visit.parsed(AccountModels.NewAccessKey.class, visit.send("POST", KEYS, Map.of()));
    return new ShownOnce(
            "access-key-made",
            List.of(
                new ShownOnce.Fact("account.key-id", made.id()),
                new ShownOnce.Fact("account.key-secret", made.secret())),
            PAGE)
        .outcome(visit);
  }

  private static Outcome enableKey(Visit visit, boolean enabled) {
    visit.send("PATCH", KEYS + "/" + visit.segment("key"), Map.of("enabled", enabled));
    return new Outcome.Done(PAGE, enabled ? "key-enabled" : "key-disabled");
  }

  private static Outcome deleteKey(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    visit.send("DELETE", KEYS + "/" + visit.segment("key"));
    return new Outcome.Done(PAGE, "key-deleted");
  }

  /** A kind whose box is not ticked is off. */
  private static Outcome choose(Visit visit, FormBody form) {
    List<String> off =
        visit.get(AccountModels.Notifications.class, NOTIFICATIONS).kinds().stream()
            .filter(kind -> form.field(kind.field()).isEmpty())
            .map(AccountModels.Notice::kind)
            .toList();
    visit.send("PUT", NOTIFICATIONS, Map.of("off", off));
    return new Outcome.Done(PAGE, "notifications-chosen");
  }
}
