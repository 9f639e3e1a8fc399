package dev.freehold.console.sites;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.HeldBack;
import dev.freehold.console.screen.NextPage;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.PeopleNames;
import dev.freehold.console.screen.Visit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sites: the geo whose policy they are under, whether all is encrypted, and who has rights. */
public final class SitesArea implements PageArea {

  private static final String SITES = "/sites";
  private static final int ROWS = 50;
  private static final int MAX_RIGHTS = 100;

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        ScreenRoute.of(SITES, SitesArea::list), ScreenRoute.of(SITES + "/{site}", SitesArea::one));
  }

  private static PageView list(Visit visit) {
    Map<String, String> asked = new HashMap<>();
    asked.put("max", Integer.toString(ROWS + 1));
    visit.asked("after").ifPresent(value -> asked.put("after", value));
    NextPage<Site> page =
        NextPage.of(visit.get(Listed.class, SITES, asked).sites(), ROWS, Site::name);
    return PageView.of(
        "sites",
        visit.texts().of("page.sites"),
        new ListPage(page.rows(), visit.asked("after").isPresent(), page.href(SITES, Map.of())),
        Recipe.of("Get-SPOSite", "GET " + Visit.API + SITES));
  }

  private static PageView one(Visit visit) {
    String path = SITES + "/" + visit.segment("site");
    Site site = visit.get(Site.class, path);
    PeopleNames names = new PeopleNames(visit);
    return PageView.of(
        "site",
        site.name(),
        new OnePage(
            site,
            HeldBack.Section.of(visit, path),
            visit
                .find(Permissions.class, path + "/permissions")
                .map(
                    found ->
                        found.permissions().stream()
                            .limit(MAX_RIGHTS)
                            .map(
                                one ->
                                    new PeopleNames.Right(
                                        names.of(one.principal()), one.role(), one.grantedAt()))
                            .toList())),
        Recipe.of("Get-SPOSite " + site.url(), "GET " + Visit.API + SITES + "/" + site.name()));
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Listed(List<Site> sites) {}

  /**
   * A site.
   *
   * @param encrypted whether all of it is under the policy it should be; only for one site
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Site(
      UUID id,
      String name,
      String kind,
      String geo,
      String url,
      String createdAt,
      String state,
      int legalHolds,
      UUID policyInEffect,
      String policyKind,
      @JsonProperty("isEncrypted") boolean encrypted) {

    /** One word for how far it is, for the badge. */
    public String standing() {
      return "purged".equals(state) ? state : encrypted ? "encrypted" : "moving";
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Permissions(List<Permission> permissions) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Permission(UUID principal, String role, String grantedAt) {}

  /**
   * What the template of the list takes.
   *
   * @param isLater whether rows come before these
   * @param next the address of the next page
   */
  public record ListPage(List<Site> rows, boolean isLater, Optional<String> next) {

    /** Copies the list. */
    public ListPage {
      rows = List.copyOf(rows);
    }
  }

  /** What the template of one takes; holds and rights as far as the person may see them. */
  public record OnePage(
      Site site, Optional<HeldBack.Section> holds, Optional<List<PeopleNames.Right>> rights) {}
}
