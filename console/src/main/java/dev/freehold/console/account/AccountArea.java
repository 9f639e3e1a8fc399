package dev.freehold.console.account;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Area;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.View;
import dev.freehold.console.screen.Visit;
import dev.freehold.console.screen.WaysIn;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Optional;

/** The reader's own ways in, and leaving. */
public final class AccountArea implements Area {

  private static final String WAYS = "/me/ways-in";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(new ScreenRoute("/me", WAYS, AccountArea::show));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        new ActRoute("/me/ways-in/{way}/end", "DELETE", WAYS + "/{way}", "/me", AccountArea::end),
        new ActRoute("/sign-out", "GET", "/me", "/me", (_, _) -> new Outcome.SignedOut(false)),
        new ActRoute(
            "/me/sign-out", "POST", "/me/sign-out", "/me", AccountArea::signOutEverywhere));
  }

  private static View show(Visit visit) {
    return View.of(
        "account",
        visit.texts().of("page.me"),
        new AccountPage(
            WaysIn.Table.of(visit.get(WaysIn.Listed.class, WAYS), "/me"), visit.refused()),
        Recipe.ofCall("GET " + Visit.API + WAYS));
  }

  private static Outcome end(Visit visit, FormBody form) {
    visit.send("DELETE", WAYS + "/" + visit.segment("way"));
    return new Outcome.Done("/me", "way-ended");
  }

  private static Outcome signOutEverywhere(Visit visit, FormBody form) {
    visit.send("POST", "/me/sign-out");
    return new Outcome.SignedOut(true);
  }

  /** What the template takes. */
  public record AccountPage(WaysIn.Table ways, Optional<Problem> refused) {}
}
