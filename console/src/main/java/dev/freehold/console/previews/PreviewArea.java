package dev.freehold.console.previews;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would go dark if a policy's keys were disabled in their vaults. */
public final class PreviewArea implements PageArea {

  private static final int ROWS = 50;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("/policies/{policy}", "/policies/{policy}", "policy"),
          new Kind(
              "/multi-workload-policies/{policy}", "/multi-workload-policies/{policy}", "policy"),
          new Kind("/geos/{geo}", "/geos/{geo}/policy", "geo"));

  /**
   * The same page for each kind of policies.
   *
   * @param page of the policy, below {@code /console}
   * @param resource of the policy, below {@code /api/v1}
   * @param variable in both
   */
  private record Kind(String page, String resource, String variable) {

    String page(Visit visit) {
      return page.replace("{" + variable + "}", visit.segment(variable));
    }

    String resource(Visit visit) {
      return resource.replace("{" + variable + "}", visit.segment(variable));
    }
  }

  @Override
  public List<ScreenRoute> screens() {
    return KINDS.stream()
        .map(
            kind ->
                new ScreenRoute(
                    kind.page + "/revocation-preview",
                    kind.resource + "/revocation-preview",
                    visit -> show(kind, visit)))
        .toList();
  }

  private static PageView show(Kind kind, Visit visit) {
    String resource = kind.resource(visit) + "/revocation-preview";
    Map<String, String> asked = new HashMap<>();
    asked.put("max", Integer.toString(ROWS));
    visit.asked("after").ifPresent(value -> asked.put("after", value));
    Revocation preview = visit.get(Revocation.class, resource, asked);
    if (preview.goesOnWithin(ROWS)) {
      asked.put("after", preview.next());
      preview = preview.with(visit.get(Revocation.class, resource, asked));
    }
    String name = kind.variable.equals("geo") ? visit.path("geo") : preview.policyName();
    return PageView.of(
        "revocation",
        visit.texts().of("preview.title", name),
        new PreviewPage(
            name,
            kind.page(visit),
            preview,
            visit.asked("after").isPresent(),
            preview.nextPage(kind.page(visit) + "/revocation-preview")),
        Recipe.ofCall("GET " + Visit.API + resource));
  }

  /**
   * What the template takes.
   *
   * @param name of the policy, or of its geo
   * @param above the page of the policy, below {@code /console}
   * @param isLater whether entries come before these
   * @param next the address of the next page
   */
  public record PreviewPage(
      String name, String above, Revocation preview, boolean isLater, Optional<String> next) {}
}
