package dev.freehold.console.overview;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import java.util.List;

/** The first page. */
public final class OverviewArea implements PageArea {

  @Override
  public List<ScreenRoute> screens() {
    return List.of(new ScreenRoute("", "/me", OverviewArea::show));
  }

  private static PageView show(Visit visit) {
    return PageView.of(
        "overview",
        visit.texts().of("page.overview"),
        Overview.of(visit),
        Recipe.of("Get-DataEncryptionPolicy", "GET " + Visit.API + "/policies"));
  }
}
