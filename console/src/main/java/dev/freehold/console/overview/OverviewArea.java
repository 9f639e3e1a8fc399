package dev.freehold.console.overview;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Area;
import dev.freehold.console.screen.View;
import dev.freehold.console.screen.Visit;
import java.util.List;

/** The first page. */
public final class OverviewArea implements Area {

  @Override
  public List<ScreenRoute> screens() {
    return List.of(new ScreenRoute("", "/me", OverviewArea::show));
  }

  private static View show(Visit visit) {
    return View.of(
        "overview",
        visit.texts().of("page.overview"),
        Overview.of(visit),
        Recipe.of("Get-DataEncryptionPolicy", "GET " + Visit.API + "/policies"));
  }
}
