package dev.freehold.console.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Area;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.View;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
        new AccountPage(visit.get(Ways.class, WAYS).waysIn(), visit.refused()),
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
  public record AccountPage(List<Way> ways, Optional<Problem> refused) {

    /** Copies the list. */
    public AccountPage {
      ways = List.copyOf(ways);
    }

    /** Those that are open. */
    public List<Way> open() {
      return ways.stream().filter(way -> way.endedAt() == null).toList();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Ways(List<Way> waysIn) {}

  /** One way in. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Way(
      UUID id,
      String kind,
      String scope,
      String label,
      String madeAt,
      String lastUsedAt,
      String goodUntil,
      String endedAt) {

    /** Whether it can be ended here. */
    public boolean canEnd() {
      return !kind.equals("password") && !kind.equals("secret");
    }
  }
}
