package dev.freehold.console.holds;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Area;
import dev.freehold.console.screen.HeldBack;
import dev.freehold.console.screen.NextPage;
import dev.freehold.console.screen.View;
import dev.freehold.console.screen.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All legal holds of the tenant. */
public final class HoldsArea implements Area {

  private static final String HOLDS = "/holds";
  private static final int ROWS = 50;

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(HOLDS, HoldsArea::list));
  }

  private static View list(Visit visit) {
    Map<String, String> asked = new HashMap<>();
    asked.put("max", Integer.toString(ROWS + 1));
    visit.asked("after").ifPresent(value -> asked.put("after", value));
    NextPage<HeldBack.Hold> page =
        NextPage.of(
            visit.get(HeldBack.Listed.class, HOLDS, asked).holds(),
            ROWS,
            hold -> hold.id().toString());
    return View.of(
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
