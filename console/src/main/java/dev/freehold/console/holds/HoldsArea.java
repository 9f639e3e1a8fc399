package dev.freehold.console.holds;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.HeldBack;
import dev.freehold.console.screen.NextPage;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All legal holds of the tenant. */
public final class HoldsArea implements PageArea {

  private static final String HOLDS = "/holds";
  private static final int ROWS = 50;

  /** What can be held. */
  private static final List<String> OWNERS = List.of("/mailboxes/{mailbox}", "/sites/{site}");

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(HOLDS, HoldsArea::list));
  }

  @Override
  public List<ActRoute> acts() {
    return OWNERS.stream()
        .flatMap(
            owner ->
                Stream.of(
                    ActRoute.post(owner + HOLDS, owner, (visit, form) -> place(owner, visit, form)),
                    new ActRoute(
                        owner + HOLDS + "/{hold}/lift",
                        "DELETE",
                        owner + HOLDS + "/{hold}",
                        owner,
                        (visit, form) -> lift(owner, visit, form))))
        .toList();
  }

  private static Outcome place(String owner, Visit visit, FormBody form) {
    String path = path(owner, visit);
    visit.send(
        "POST",
        path + HOLDS,
        Map.of(
            "name", form.text("name"),
            "reason", form.text("reason")));
    return new Outcome.Done(path, "hold-placed");
  }

  private static Outcome lift(String owner, Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    String path = path(owner, visit);
    visit.send("DELETE", path + HOLDS + "/" + visit.segment("hold"));
    return new Outcome.Done(path, "hold-lifted");
  }

  private static String path(String owner, Visit visit) {
    int brace = owner.indexOf('{');
    return owner.substring(0, brace)
        + visit.segment(owner.substring(brace + 1, owner.length() - 1));
  }

  private static PageView list(Visit visit) {
    Map<String, String> asked = new HashMap<>();
    asked.put("max", Integer.toString(ROWS + 1));
    visit.asked("after").ifPresent(value -> asked.put("after", value));
    NextPage<HeldBack.Hold> page =
        NextPage.of(
            visit.get(HeldBack.Listed.class, HOLDS, asked).holds(),
            ROWS,
            hold -> hold.id().toString());
    return PageView.of(
        "holds",
        visit.texts().of("page.holds"),
        new ListPage(page.rows(), visit.asked("after").isPresent(), page.href(HOLDS, Map.of())),
        Recipe.of(
            "Set-Mailbox bob@contoso.example -LitigationHoldEnabled $true",
            "GET " + Visit.API + HOLDS));
  }

  /**
   * What the template takes.
   *
   * @param isLater whether rows come before these
   * @param next the address of the next page
   */
  public record ListPage(List<HeldBack.Hold> rows, boolean isLater, Optional<String> next) {

    /** Copies the list. */
    public ListPage {
      rows = List.copyOf(rows);
    }
  }
}
