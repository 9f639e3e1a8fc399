package dev.freehold.console.overview;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.protection.ProtectionModels;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The first page. */
public final class OverviewArea implements PageArea {

  private final InstantSource clock;

  /** Tells by {@code clock} what expires soon. */
  public OverviewArea(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(new ScreenRoute("", "/me", this::show));
  }

  private PageView show(Visit visit) {
    return PageView.of(
        "overview",
        visit.texts().of("page.overview"),
        Overview.of(visit, clock.instant()),
        recipes(visit));
  }

  private static Recipe[] recipes(Visit visit) {
    return Stream.of(
            Recipe.of("Get-DataEncryptionPolicy", "GET " + Visit.API + "/policies"),
            Recipe.of("Get-SPODataEncryptionPolicy", "GET " + Visit.API + "/geos"),
            Recipe.ofCall("GET " + Visit.API + ProtectionModels.RESOURCE),
            Recipe.of(
                "freehold purge inbox --connection operator.json",
                "GET " + Visit.API + "/operator/purges"))
        .filter(recipe -> visit.mayGet(recipe.call().substring(("GET " + Visit.API).length())))
        .toArray(Recipe[]::new);
  }
}
